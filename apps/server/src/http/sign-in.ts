import { randomBytes } from "node:crypto";

import { count, recordFailedSignIn, recordSignOut, refusalOf, signIn, signOut } from "@quoin/api";
import { IdentityFailure, type Profile } from "@quoin/drivers";
import { type ErrorCode, type PersonId, QuoinError } from "@quoin/model";
import { type Context, Hono } from "hono";

import { describeError } from "../log.ts";
import { allowances } from "./allowances.ts";
import { cookiesOf } from "./cookies.ts";
import { deviceOf } from "./device.ts";
import type { Door, Env } from "./door.ts";
import { addressOf, openRequest, originOf, secondsUntil } from "./request-context.ts";
import { returnAddress } from "./return-address.ts";
import { takeSetup } from "./setup-key.ts";
import { signInPages } from "./sign-in-pages.ts";
import {
  keepTransaction,
  takeTransaction,
  type Transaction,
  transactionMs,
} from "./sign-in-transaction.ts";

/** `/sign-in` and `/auth/*`: how people come in and leave. */
export function signInRoutes(door: Door): Hono<Env> {
  const { identity, services, url } = door;
  const { once, sessions } = services;
  const cookies = cookiesOf(url);
  const pages = signInPages(door);
  const now = () => Date.parse(services.now());

  const binding = (c: Context<Env>): string | null => {
    const [value, ...more] = cookies.binding.valuesIn(c.req.header("cookie"));
    return value !== undefined && more.length === 0 && /^[\w-]{43}$/.test(value) ? value : null;
  };

  async function choose(c: Context<Env>): Promise<Response> {
    const asked = openRequest(c, door);
    const returnTo = returnAddress(c.req.query("return_to"), url);
    // `again`: for those who are signed in, and must show once more that it is them.
    const isKnown = (await asked.context.viewer()) !== null;
    const isAgain = c.req.query("again") !== undefined;
    if (isKnown && !isAgain) {
      const cookie = asked.renewedCookie();
      if (cookie !== undefined) c.header("Set-Cookie", cookie);
      return c.redirect(returnTo, 303);
    }
    const invite = inviteOf(c);
    if (invite !== null) await countAttempt(c); // anybody can make one up
    return pages.choice(c, { returnTo, invite, isAgain });
  }

  async function begin(c: Context<Env>): Promise<Response> {
    // Another site must not start a sign-in for somebody: they press the button themselves.
    if (c.req.header("sec-fetch-site") === "cross-site") return choose(c);
    await countAttempt(c);
    const token = await openRequest(c, door).token();
    // The Strict cookie does not come with the provider's redirect, so the old session is noted now.
    const old = token === null ? null : await sessions.check(token, now(), { passive: true });
    const isAgain = c.req.query("again") !== undefined;
    const begun = identity.begin({ isAgain });
    const mark = binding(c) ?? randomBytes(32).toString("base64url");
    const transaction = {
      provider: identity.id,
      nonce: begun.nonce,
      codeVerifier: begun.codeVerifier,
      authSince: begun.authSince,
      isStill: isAgain && old ? (old.personId as PersonId) : null, // `create` was given one
      intent: c.req.query("intent") === "signup" ? ("signup" as const) : ("signin" as const),
      invite: inviteOf(c),
      hasSetupToken: await takeSetup(once, c.req.query("setup")),
      returnTo: c.req.query("return_to") ?? "",
      oldSid: old?.sid ?? null,
      begunAt: now(),
    };
    await keepTransaction(once, begun, transaction, mark);
    c.header("Set-Cookie", cookies.binding.set(mark, transactionMs / 1000));
    return c.redirect(begun.url.href, 303);
  }

  /** The order matters: nothing is believed before the state is taken, nothing written before the token holds. */
  async function finish(c: Context<Env>): Promise<Response> {
    await countAttempt(c);
    const query = new URL(c.req.url).searchParams;
    const [state = "", ...moreStates] = query.getAll("state");
    if (!/^[\w-]{43}$/.test(state) || moreStates.length > 0)
      throw new QuoinError("sign_in_expired");
    const asked = { state, binding: binding(c), provider: identity.id, now: now() };
    const transaction = await takeTransaction(once, asked);
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
    const arrival = { provider: identity.id, profile, intent, invite, hasSetupToken };
    const meta = deviceOf(c.req.header("user-agent"), addressOf(c, door.trustProxy));
    const traced = { ...services, origin: originOf(c, door.trustProxy) };
    const authAt = authMoment(profile, authSince);
    const made = await signIn(traced, arrival, { meta, oldSid, authAt, isStill });

    c.set("personId", made.personId);
    const seconds = secondsUntil(made.idleEndsAt, services.now());
    c.header("Set-Cookie", cookies.session.set(made.token, seconds));
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

  async function countAttempt(c: Context<Env>): Promise<void> {
    await count(services, allowances.signIn, addressOf(c, door.trustProxy));
  }

  async function leave(c: Context<Env>): Promise<Response> {
    c.header("Set-Cookie", cookies.session.clear());
    try {
      const token = await openRequest(c, door).token();
      const personId = token === null ? null : await signOut(services, token);
      const traced = { ...services, origin: originOf(c, door.trustProxy) };
      if (personId !== null) await recordSignOut(traced, personId);
    } catch (error) {
      if (refusalOf(error).code !== "store_unavailable") throw error;
      throw new QuoinError("sign_out_incomplete", { retryAfterSeconds: 5 });
    }
    const isForm = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded");
    return isForm === true ? c.redirect(`${url.origin}/`, 303) : c.body(null, 204);
  }

  /** Answers a refusal in words; a sign-in that failed leaves nothing behind in the browser. */
  const inWords =
    (work: (c: Context<Env>) => Promise<Response>, isCallback = false) =>
    async (c: Context<Env>) => {
      c.header("Cache-Control", "private, no-store");
      try {
        return await work(c);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal.code === "internal") throw error;
        c.set("errorCode", refusal.code);
        if (isCallback) c.header("Set-Cookie", cookies.binding.clear());
        return pages.refusal(c, refusal);
      }
    };

  return new Hono<Env>()
    .get("/sign-in", inWords(choose))
    .get(`/auth/${identity.id}`, inWords(begin))
    .get(`/auth/${identity.id}/callback`, inWords(finish, true))
    .post("/auth/sign-out", inWords(leave))
    .all("/auth/sign-out", (c) => c.text("Sign out by POST.\n", 405, { Allow: "POST" }));
}

/** The token of an invitation's link; null for what cannot be one. */
function inviteOf(c: Context<Env>): string | null {
  const token = c.req.query("invite");
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null;
}

const failures: Record<IdentityFailure["reason"], ErrorCode> = {
  unavailable: "provider_unavailable",
  failed: "provider_failed",
  expired: "sign_in_expired",
  untrusted: "sign_in_untrusted",
};
