import { randomBytes } from "node:crypto";

import { count, refusalOf } from "@quoin/api";
import type { PersonId } from "@quoin/model";
import { type Context, Hono } from "hono";

import { allowances } from "../request/allowances.ts";
import { cookiesOf } from "../request/cookies.ts";
import type { Door, Env } from "../request/door.ts";
import { addressOf, openRequest } from "../request/request-context.ts";
import { addCookie, bindingsOf, isRandom } from "./binding-cookie.ts";
import { callbackOf } from "./callback.ts";
import { returnAddress } from "./return-address.ts";
import { takeSetup } from "./setup-key.ts";
import { signInPages } from "./sign-in-pages.ts";
import { keepTransaction, transactionMs } from "./sign-in-transaction.ts";
import { signOutOf } from "./sign-out.ts";

/**
 * Sign-ins of one browser that may be under way. More are of tabs long forgotten, and a browser
 * that carries too many cookies is refused by every page.
 */
const maxUnderWay = 8;

/** `/sign-in` and `/auth/*`: how people come in and leave. */
export function signInRoutes(door: Door): Hono<Env> {
  const { identity, services, url } = door;
  const { once, sessions } = services;
  const cookies = cookiesOf(url);
  const { forgetOwn } = bindingsOf(cookies);
  const pages = signInPages(door);
  const callback = callbackOf(door);
  const now = () => Date.parse(services.now());

  async function choose(c: Context<Env>): Promise<Response> {
    const asked = openRequest(c, door);
    const returnTo = returnAddress(c.req.query("return_to"), url);
    // `again`: for those who are signed in, and must show once more that it is them.
    const isKnown = (await asked.context.viewer()) !== null;
    const cookie = asked.renewedCookie();
    if (cookie !== undefined) c.header("Set-Cookie", cookie);
    const isAgain = c.req.query("again") !== undefined;
    if (isKnown && !isAgain) return c.redirect(returnTo, 303);
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
    const mark = randomBytes(32).toString("base64url");
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
    const forgotten = cookies.bindingsIn(c.req.header("cookie")).slice(0, 1 - maxUnderWay);
    for (const cookie of forgotten) addCookie(c, cookie.clear());
    addCookie(c, cookies.binding(begun.state).set(mark, transactionMs / 1000));
    return c.redirect(begun.url.href, 303);
  }

  async function countAttempt(c: Context<Env>): Promise<void> {
    await count(services, allowances.signIn, addressOf(c, door.trustProxy));
  }

  async function finish(c: Context<Env>): Promise<Response> {
    await countAttempt(c);
    return callback(c);
  }

  /** Answers a refusal in words; a sign-in that failed leaves nothing of its own in the browser. */
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
        if (isCallback) forgetOwn(c);
        return pages.refusal(c, refusal);
      }
    };

  return new Hono<Env>()
    .get("/sign-in", inWords(choose))
    .get(`/auth/${identity.id}`, inWords(begin))
    .get(`/auth/${identity.id}/callback`, inWords(finish, true))
    .post("/auth/sign-out", inWords(signOutOf(door)))
    .all("/auth/sign-out", (c) => c.text("Sign out by POST.\n", 405, { Allow: "POST" }));
}

/** The token of an invitation's link; null for what cannot be one. */
function inviteOf(c: Context<Env>): string | null {
  const token = c.req.query("invite") ?? "";
  return isRandom(token) ? token : null;
}
