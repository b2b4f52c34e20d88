import type { SessionMeta } from "@quoin/drivers";

import { recordEvent, type Traced } from "../audit/record.ts";
import { accountOf, type Arrival } from "../people/account.ts";
import type { Needs } from "../services.ts";
import { beginSession } from "./session.ts";

/**
 * Signs somebody in whom a provider vouches for: their account, then a new session in place of
 * the one they had. Without a session store nothing is written.
 *
 * @throws QuoinError `email_unverified`, `no_account`, `invitation_invalid`, `account_conflict`,
 * `account_disabled`
 */
export async function signIn(
  needs: Needs<"db" | "now" | "site" | "jobs" | "sessions"> & Traced,
  arrival: Arrival,
  browser: { meta: SessionMeta; oldSid: string | null },
): Promise<{ token: string; idleEndsAt: number; personId: string }> {
  await needs.sessions.ping();
  const account = await accountOf(needs, arrival);
  const begun = await beginSession(needs, account, browser);
  const { browser: family, system } = browser.meta;
  const details = { provider: arrival.provider, browser: family, system };
  const event = { at: needs.now(), actorId: account.id, details, ...needs.origin };
  await recordEvent(needs.db, { action: "sign_in", ...event });
  return { ...begun, personId: account.id };
}
