import type { SessionMeta } from "@quoin/drivers";
import { type PersonId, QuoinError } from "@quoin/model";

import { recordEvent, type Traced } from "../audit/record.ts";
import type { Needs } from "../services.ts";
import { accountOf, type Arrival } from "./account.ts";
import { isIdentityOf } from "./identity.ts";
import { beginSession } from "./session.ts";

/** The browser somebody signs in with. */
export interface Browser {
  meta: SessionMeta;
  /** The session it had, which ends. */
  oldSid: string | null;
  /** When they last proved who they are, in milliseconds since the epoch. */
  authAt: number;
  /** They are signed in and prove it once more: nobody else will do. Null for any other. */
  isStill: PersonId | null;
}

/**
 * Signs somebody in whom a provider vouches for: their account, then a new session in place of
 * the one they had. Without a session store nothing is written.
 *
 * @throws QuoinError `email_unverified`, `no_account`, `invitation_invalid`, `account_conflict`,
 * `account_disabled`, `sign_in_other`
 */
export async function signIn(
  needs: Needs<"db" | "now" | "site" | "jobs" | "sessions"> & Traced,
  arrival: Arrival,
  browser: Browser,
): Promise<{ token: string; idleEndsAt: number; personId: string }> {
  await needs.sessions.ping();
  const { isStill } = browser;
  if (isStill !== null && !(await isIdentityOf(needs, isStill, arrival))) {
    throw new QuoinError("sign_in_other");
  }
  const account = await accountOf(needs, arrival);
  const begun = await beginSession(needs, account, browser);
  const { browser: family, system } = browser.meta;
  const details = { provider: arrival.provider, browser: family, system };
  const event = { at: needs.now(), actorId: account.id, details, ...needs.origin };
  await recordEvent(needs.db, { action: "sign_in", ...event });
  return { ...begun, personId: account.id };
}
