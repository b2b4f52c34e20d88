import type { CheckedSession, SessionMeta } from "@quoin/drivers";
import type { PersonId } from "@quoin/model";
import { and, eq, sql } from "drizzle-orm";

import { people } from "../people/person.table.ts";
import { me } from "../people/person.ts";
import { prepared } from "../prepared.ts";
import type { Viewer } from "../procedures.ts";
import type { Needs } from "../services.ts";

const activePerson = prepared((db) =>
  db
    .select(me)
    .from(people)
    .where(
      and(
        eq(people.id, sql.placeholder("id")),
        eq(people.authVersion, sql.placeholder("authVersion")),
        eq(people.status, "active"),
      ),
    )
    .prepare("active_person"),
);

/**
 * Who is behind a session token, or null. Asks the session store once, then the person's row: a
 * change of role, switching off and "sign out everywhere" count at once, whatever the store holds.
 */
export async function viewerOf(
  { db, sessions, now }: Needs<"db" | "sessions" | "now">,
  token: string,
  ask: { passive?: boolean } = {},
): Promise<Viewer | null> {
  const session = await sessions.check(token, Date.parse(now()), ask);
  if (!session) return null;
  const { personId: id, authVersion } = session;
  const [person] = await activePerson(db).execute({ id, authVersion });
  return person ? { person, session } : null;
}

/** How old a sign-in may be for what cannot be taken back. */
const freshMs = 600_000;

/** True for a session whose person signed in within ten minutes. */
export const isFresh = ({ authAt }: Pick<CheckedSession, "authAt">, now: string): boolean =>
  Date.parse(now) - authAt <= freshMs;

/** A session for somebody who has just proven who they are; the one they had before ends. */
export async function beginSession(
  { sessions, now }: Needs<"sessions" | "now">,
  person: { id: PersonId; authVersion: number },
  { meta, oldSid, authAt }: { meta: SessionMeta; oldSid: string | null; authAt?: number },
): Promise<{ token: string; idleEndsAt: number }> {
  const { id: personId, authVersion } = person;
  const at = Date.parse(now());
  const made = await sessions.create({ personId, authVersion, meta, authAt: authAt ?? at }, at);
  if (oldSid !== null) await sessions.revoke(oldSid);
  return { token: made.token, idleEndsAt: made.session.idleEndsAt };
}

/** Ends the session behind a token and says whose it was. Safe to repeat, and with any text. */
export async function signOut(
  { sessions, now }: Needs<"sessions" | "now">,
  token: string,
): Promise<PersonId | null> {
  const session = await sessions.check(token, Date.parse(now()), { passive: true });
  if (!session) return null;
  await sessions.revoke(session.sid);
  return session.personId as PersonId; // `create` was given one
}
