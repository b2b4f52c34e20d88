import type { CheckedSession, SessionMeta } from "@quoin/drivers";
import type { PersonId } from "@quoin/model";
import { and, eq, notExists, or, sql } from "drizzle-orm";

import { people } from "../people/person.table.ts";
import { me } from "../people/person.ts";
import { prepared } from "../prepared.ts";
import type { Viewer } from "../procedures.ts";
import type { Needs } from "../services.ts";
import { endedSessions } from "./ended.table.ts";
import { endSession, recordEnded } from "./ended.ts";

const activePerson = prepared((db) => {
  const isThis = eq(endedSessions.sid, sql.placeholder("sid"));
  return db
    .select(me)
    .from(people)
    .where(
      and(
        eq(people.id, sql.placeholder("id")),
        or(
          eq(people.authVersion, sql.placeholder("authVersion")),
          eq(people.keptSid, sql.placeholder("sid")),
        ),
        eq(people.status, "active"),
        notExists(db.select().from(endedSessions).where(isThis)),
      ),
    )
    .prepare("active_person");
});

/**
 * Who is behind a session token, or null. Asks the session store once, then the database: a change
 * of role, switching off, and every session that was ended count at once, whatever the store holds.
 */
export async function viewerOf(
  { db, sessions, now }: Needs<"db" | "sessions" | "now">,
  token: string,
  ask: { passive?: boolean } = {},
): Promise<Viewer | null> {
  const session = await sessions.check(token, Date.parse(now()), ask);
  if (!session) return null;
  const { personId: id, authVersion, sid } = session;
  const [person] = await activePerson(db).execute({ id, authVersion, sid });
  return person ? { person, session } : null;
}

/** How old a sign-in may be for what cannot be taken back. */
const freshMs = 600_000;

/** True for a session whose person signed in within ten minutes. */
export const isFresh = ({ authAt }: Pick<CheckedSession, "authAt">, now: string): boolean =>
  Date.parse(now) - authAt <= freshMs;

/** A session for somebody who has just proven who they are; the one they had before ends. */
export async function beginSession(
  needs: Needs<"db" | "sessions" | "now" | "site">,
  person: { id: PersonId; authVersion: number },
  { meta, oldSid, authAt }: { meta: SessionMeta; oldSid: string | null; authAt?: number },
): Promise<{ token: string; idleEndsAt: number }> {
  const { id: personId, authVersion } = person;
  const at = Date.parse(needs.now());
  const session = { personId, authVersion, meta, authAt: authAt ?? at };
  const made = await needs.sessions.create(session, at);
  await recordEnded(needs, made.ended);
  if (oldSid !== null) await endSession(needs, oldSid);
  return { token: made.token, idleEndsAt: made.session.idleEndsAt };
}

/** Ends the session behind a token and says whose it was. Safe to repeat, and with any text. */
export async function signOut(
  needs: Needs<"db" | "sessions" | "now" | "site">,
  token: string,
): Promise<PersonId | null> {
  const session = await needs.sessions.check(token, Date.parse(needs.now()), { passive: true });
  if (!session) return null;
  await endSession(needs, session.sid);
  return session.personId as PersonId; // `create` was given one
}
