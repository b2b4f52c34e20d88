import type { Session } from "@quoin/drivers";
import { type Device, QuoinError } from "@quoin/model";

import type { Needs } from "../services.ts";

type Own = Pick<Session, "sid" | "personId" | "authVersion">;

const momentOf = (ms: number) => new Date(ms).toISOString();

/** Where somebody is signed in: the device that asks, then the others, newest first. */
export async function listDevices(
  { sessions, now }: Needs<"sessions" | "now">,
  own: Own,
): Promise<{ items: Device[] }> {
  const entries = await sessions.list(own.personId, Date.parse(now()));
  const items = entries
    // What was signed in before a change of rights is dead already, though the store has it.
    .filter(({ authVersion }) => authVersion === own.authVersion)
    .map(({ sid, meta, createdAt, lastUsedAt }) => ({
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

/**
 * Signs one of somebody's own devices out.
 *
 * @throws QuoinError `session_not_found`, also for a session of somebody else
 */
export async function revokeDevice(
  { sessions, now }: Needs<"sessions" | "now">,
  { personId }: Own,
  { sid }: { sid: string },
): Promise<void> {
  const theirs = await sessions.list(personId, Date.parse(now()));
  if (!theirs.some((entry) => entry.sid === sid)) throw new QuoinError("session_not_found");
  await sessions.revoke(sid);
}

/** Signs somebody out everywhere else, and says of how many devices. */
export async function revokeOtherDevices(
  { sessions }: Needs<"sessions">,
  { sid, personId }: Own,
): Promise<{ ended: number }> {
  return { ended: await sessions.revokeAll(personId, sid) };
}
