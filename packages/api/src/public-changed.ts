import type { Tx } from "@quoin/drivers";
import { sql } from "drizzle-orm";

/** The channel every process listens on to empty its page cache. */
export const publicChannel = "quoin_public";

/** Tells every process at commit that something public has changed. */
export async function publicChanged(tx: Tx): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${publicChannel}, '')`);
}
