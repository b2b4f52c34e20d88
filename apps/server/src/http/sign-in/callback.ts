import { recordFailedSignIn, refusalOf, signIn } from "@quoin/api";
import { IdentityFailure, type Profile } from "@quoin/drivers";
import { type ErrorCode, QuoinError } from "@quoin/model";
import type { Context } from "hono";

import { describeError } from "../../log.ts";
import { cookiesOf } from "../request/cookies.ts";
import type { Door, Env } from "../request/door.ts";
import { addressOf, originOf, secondsUntil } from "../request/request-context.ts";
import { addCookie, bindingsOf, isRandom } from "./binding-cookie.ts";
import { deviceOf } from "./device.ts";
import { returnAddress } from "./return-address.ts";
import { takeTransaction, type Transaction } from "./sign-in-transaction.ts";

/** `/auth/{provider}/callback`: where the provider sends people back to. */
export function callbackOf(door: Door): (c: Context<Env>) => Promise<Response> {
  const { identity, services, url } = door;
  const cookies = cookiesOf(url);
  const { markOf, forgetOwn } = bindingsOf(cookies);
  const now = () => Date.parse(services.now());

  /** The order matters: nothing is believed before the state is taken, nothing written before the token holds. */
  async function finish(c: Context<Env>): Promise<Response> {
    const query = new URL(c.req.url).searchParams;
    const [state = "", ...moreStates] = query.getAll("state");
    if (!isRandom(state) || moreStates.length > 0) throw new QuoinError("sign_in_expired");
    const asked = { state, binding: markOf(c, state), provider: identity.id, now: now() };
    const transaction = await takeTransaction(services.once, asked);
    try {
      return await welcome(c, query, transaction);
    } catch (error) {
      const { code: reason } = refusalOf(error);
      if (reason !== "internal" && reason !== "store_unavailable") {
        const traced = { ...services, origin: originOf(c, door.trustProxy) };
        await recordFailedSignIn(traced, { provider: identity.id, reason });
      }
      throw error;
    }
  }

  /** Judges what the provider sent back for a sign-in that was begun here. */
  async function welcome(
    c: Context<Env>,
    query: URLSearchParams,
    transaction: Transaction,
  ): Promise<Response> {
    if (query.getAll("iss").some((iss) => iss !== identity.issuer)) {
      throw new QuoinError("sign_in_untrusted");
    }
    const error = query.get("error");
    if (error !== null) {
      throw new QuoinError(error === "access_denied" ? "sign_in_denied" : "provider_failed");
    }
    const [code = "", ...moreCodes] = query.getAll("code");
    if (code === "" || code.length > 2048 || moreCodes.length > 0) {
      throw new QuoinError("sign_in_expired");
    }
    const { codeVerifier, nonce, authSince, ...asked } = transaction;
    const { intent, invite, hasSetupToken, oldSid, isStill } = asked;
    const profile = await profileOf({ code, codeVerifier, nonce, authSince });
    const { id: provider, issuer } = identity;
    const arrival = { provider, issuer, profile, intent, invite, hasSetupToken };
    const meta = deviceOf(c.req.header("user-agent"), addressOf(c, door.trustProxy));
    const traced = { ...services, origin: originOf(c, door.trustProxy) };
    const authAt = authMoment(profile, authSince);
    const made = await signIn(traced, arrival, { meta, oldSid, authAt, isStill });

    c.set("personId", made.personId);
    const seconds = secondsUntil(made.idleEndsAt, services.now());
    addCookie(c, cookies.session.set(made.token, seconds));
    forgetOwn(c);
    return c.redirect(returnAddress(transaction.returnTo, url), 303);
  }

  /**
   * When they proved who they are. A provider that is silent about it may have remembered them from
   * last week, unless it was told to ask; one that cannot be told is taken at its word.
   */
  function authMoment({ authAt }: Profile, authSince: number | null): number {
    if (authAt !== null) return Math.min(authAt, now());
    return authSince !== null || !identity.canAskAgain ? now() : 0;
  }

  async function profileOf(answer: Parameters<typeof identity.finish>[0]): Promise<Profile> {
    try {
      return await identity.finish(answer);
    } catch (error) {
      if (!(error instanceof IdentityFailure)) throw error;
      door.log.info("sign-in failed", { reason: error.reason, ...describeError(error) });
      throw new QuoinError(failures[error.reason]);
    }
  }

  return finish;
}

const failures: Record<IdentityFailure["reason"], ErrorCode> = {
  unavailable: "provider_unavailable",
  failed: "provider_failed",
  expired: "sign_in_expired",
  untrusted: "sign_in_untrusted",
};
