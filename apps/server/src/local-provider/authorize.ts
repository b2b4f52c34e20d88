import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

import { cast, type CastMember } from "@quoin/model";
import { type Context, Hono } from "hono";

import { isSameOrigin } from "../http/request/same-origin.ts";
import { castPage, castPagePolicy } from "./page.ts";
import { codeMs, type Granted, type Provider } from "./provider.ts";

/** `/authorize`: shows the cast, and sends the browser back with a code for whoever was picked. */
export function authorizeRoutes(provider: Provider): Hono {
  const { issuer, client, codes } = provider;
  const key = randomBytes(32);

  /** What only who has seen the page of this very request knows. */
  const tokenOf = (c: Context): string =>
    createHmac("sha256", key).update(new URL(c.req.url).search).digest("base64url");

  function isOfPage(c: Context, given: unknown): boolean {
    const [wanted, got] = [tokenOf(c), String(given)].map((text) => Buffer.from(text));
    return wanted?.length === got?.length && timingSafeEqual(wanted ?? key, got ?? key);
  }

  /** Back to the client, with its state and our name (RFC 9207). */
  function back(c: Context, answer: Record<string, string>): Response {
    const to = new URL(client.redirectUri);
    const state = c.req.query("state");
    const all = { ...answer, ...(state === undefined ? {} : { state }), iss: issuer };
    for (const [name, value] of Object.entries(all)) to.searchParams.set(name, value);
    return c.redirect(to.href, 303);
  }

  function grant(granted: Granted): string {
    for (const [old, { grantedAt }] of codes) {
      if (grantedAt + codeMs <= granted.grantedAt) codes.delete(old);
    }
    const code = randomBytes(32).toString("base64url");
    codes.set(code, granted);
    return code;
  }

  return new Hono()
    .use("/authorize", async (c, next) => {
      const query = new URL(c.req.url).searchParams;
      const known =
        query.get("client_id") === client.clientId &&
        query.get("redirect_uri") === client.redirectUri;
      if (!known) return c.text("No such client, or not at that address.\n", 400);
      const problem = problemOf(query);
      if (problem) return back(c, { error: "invalid_request", error_description: problem });
      // OpenID Connect Core §3.1.2.6: here it always takes a person who presses a button.
      if (query.get("prompt") === "none") return back(c, { error: "login_required" });
      return next();
    })
    .get("/authorize", (c) => {
      c.header("Content-Security-Policy", castPagePolicy);
      c.header("Cache-Control", "no-store");
      // A stricter policy would make browsers send `Origin: null` with the form.
      c.header("Referrer-Policy", "strict-origin-when-cross-origin");
      c.header("X-Content-Type-Options", "nosniff");
      return c.html(castPage(tokenOf(c)));
    })
    .post("/authorize", async (c) => {
      if (!isSameOrigin((name) => c.req.header(name), issuer)) {
        return c.text("That choice came from another site.\n", 403);
      }
      const { person, token } = await c.req.parseBody();
      if (!isOfPage(c, token)) {
        return c.text("That choice is not of the page of this sign-in. Open it again.\n", 403);
      }
      if (person === "nobody") return back(c, { error: "access_denied" });
      if (!isCastMember(person)) return c.text("Nobody by that name is in the cast.\n", 400);
      const { nonce = "", code_challenge: challenge = "" } = c.req.query(); // both checked above
      return back(c, { code: grant({ who: person, nonce, challenge, grantedAt: Date.now() }) });
    });
}

/** What is wrong with an authorization request of a known client, if anything. */
function problemOf(query: URLSearchParams): string | null {
  const names = [...query.keys()];
  if (new Set(names).size !== names.length) return "a parameter appears twice";
  if (query.get("response_type") !== "code") return "response_type must be code";
  if (!query.get("scope")?.split(" ").includes("openid")) return "scope must hold openid";
  if (!query.get("state")) return "state is missing";
  if (!query.get("nonce")) return "nonce is missing";
  if (query.get("code_challenge_method") !== "S256") return "code_challenge_method must be S256";
  if (!/^[\w-]{43}$/.test(query.get("code_challenge") ?? "")) return "code_challenge is malformed";
  if (!/^(login|select_account|consent|none|)$/.test(query.get("prompt") ?? "")) {
    return "prompt is not known here";
  }
  if (!/^\d*$/.test(query.get("max_age") ?? "")) return "max_age must be a number of seconds";
  return null;
}

const isCastMember = (name: unknown): name is CastMember =>
  typeof name === "string" && Object.hasOwn(cast, name);
