import type { Session } from "@quoin/drivers";
import { type Device, type PersonId, QuoinError } from "@quoin/model";
import { eq, inArray } from "drizzle-orm";

import { raised } from "../people/end-sessions.ts";
import { people } from "../people/person.table.ts";
import type { Needs } from "../services.ts";
import { endedSessions } from "./ended.table.ts";
import { endSession } from "./ended.ts";

interface Own extends Pick<Session, "sid"> {
  personId: string;
}

const momentOf = (ms: number) => new Date(ms).toISOString();

/** Where somebody is signed in: the device that asks, then the others, newest first. */
export async function listDevices(
  needs: Needs<"db" | "sessions" | "now">,
  own: Own,
): Promise<{ items: Device[] }> {
  const items = (await liveSessions(needs, own)).map(({ sid, meta, createdAt, lastUsedAt }) => ({
    sid,
    browser: meta.browser,
    system: meta.system,
    address: meta.address,
    signedInAt: momentOf(createdAt),
    lastActiveAt: momentOf(lastUsedAt),
    isCurrent: sid === own.sid,
  }));
  return { items: items.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent)) };
}

/** What the store has of somebody and the database has not ended. */
async function liveSessions(
  { db, sessions, now }: Needs<"db" | "sessions" | "now">,
  { personId }: Own,
) {
  const entries = await sessions.list(personId, Date.parse(now()));
  const sids = entries.map(({ sid }) => sid);
  const [[person], ended] = await Promise.all([
    db
      .select({ authVersion: people.authVersion, keptSid: people.keptSid })
      .from(people)
      .where(eq(people.id, personId as PersonId)), // `create` was given one
    db
      .select({ sid: endedSessions.sid })
      .from(endedSessions)
      .where(inArray(endedSessions.sid, sids)),
  ]);
  return entries.filter(
    ({ sid, authVersion }) =>
      (authVersion === person?.authVersion || sid === person?.keptSid) &&
      !ended.some((one) => one.sid === sid),
  );
}

/**
 * Signs one of somebody's own devices out.
 *
 * @throws QuoinError `session_not_found`, also for a session of somebody else
 */
export async function revokeDevice(
  needs: Needs<"db" | "sessions" | "now" | "site">,
  own: Own,
  { sid }: { sid: string },
): Promise<void> {
  const theirs = await liveSessions(needs, own);
  if (!theirs.some((entry) => entry.sid === sid)) throw new QuoinError("session_not_found");
  await endSession(needs, sid);
}

/**
 * Signs somebody out everywhere else, and says of how many devices. What the store does not know
 * just now, and may know again, is over too.
 */
export async function revokeOtherDevices(
  { db, sessions }: Needs<"db" | "sessions">,
  { sid, personId }: Own,
): Promise<{ ended: number }> {
  const me = eq(people.id, personId as PersonId); // `create` was given one
  await db
    .update(people)
    .set({ ...raised, keptSid: sid })
    .where(me);
  return { ended: await sessions.revokeAll(personId, sid) };
}
