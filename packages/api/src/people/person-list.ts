import { canRule, type Keyset, type Person, type PersonPage } from "@quoin/model";
import { desc, sql } from "drizzle-orm";

import { pageFrom, readCursor } from "../cursor.ts";
import type { Needs } from "../services.ts";
import { people } from "./person.table.ts";

/** Everybody here, who came last first. Addresses and who is switched off are for the owner alone. */
export async function listPeople(
  { db }: Needs<"db">,
  person: Pick<Person, "role">,
  { cursor, limit }: Keyset,
): Promise<PersonPage> {
  const { at, id } = readCursor(cursor);
  const isAll = canRule(person);
  const rows = await db
    .select({
      id: people.id,
      handle: people.handle,
      name: people.name,
      role: people.role,
      email: people.email,
      status: people.status,
      joinedAt: people.createdAt,
    })
    .from(people)
    .where(sql`(${people.createdAt}, ${people.id}) < (${at}::timestamptz, ${id}::uuid)`)
    .orderBy(desc(people.createdAt), desc(people.id))
    .limit(limit + 1);
  return pageFrom(
    rows,
    limit,
    (row) => ({ at: row.joinedAt, id: row.id }),
    (row) => (isAll ? row : { ...row, email: null, status: null }),
  );
}
