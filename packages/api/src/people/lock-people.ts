import type { Tx } from "@quoin/drivers";
import { asc, type SQL } from "drizzle-orm";

import { people } from "./person.table.ts";

/** Rows of people, locked until the transaction ends and always in one order: no two verbs deadlock. */
export function lockPeople(tx: Tx, which: SQL | undefined) {
  return tx.select().from(people).where(which).orderBy(asc(people.id)).for("update");
}
