import { lte } from "drizzle-orm";

import type { Needs } from "../services.ts";
import { endedSessions } from "./ended.table.ts";

/**
 * Remembers that sessions have ended, which the database has the last word on: a store that is
 * restored from a backup, or written to by somebody, brings none of them back. Safe to repeat.
 */
export async function recordEnded(
  { db, now, site }: Needs<"db" | "now" | "site">,
  sids: readonly string[],
): Promise<void> {
  if (sids.length === 0) return;
  const until = new Date(Date.parse(now()) + site.sessionLife.absoluteMs).toISOString();
  const rows = sids.map((sid) => ({ sid, until }));
  await db.insert(endedSessions).values(rows).onConflictDoNothing();
}

/** Ends one session for good, then clears it away. Safe to repeat. */
export async function endSession(
  needs: Needs<"db" | "now" | "site" | "sessions">,
  sid: string,
): Promise<void> {
  await recordEnded(needs, [sid]);
  await needs.sessions.revoke(sid);
}

/** Forgets ended sessions whose time is over. */
export async function purgeEnded({ db, now }: Needs<"db" | "now">): Promise<void> {
  await db.delete(endedSessions).where(lte(endedSessions.until, now()));
}
