import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

import { cast } from "@quoin/model";
import { type Context, Hono } from "hono";
import { exportJWK, type JWTPayload, SignJWT } from "jose";

import { codeMs, type Granted, type Provider } from "./provider.ts";

const kid = "local";

/** `/token`, and what a client needs to know and check: discovery and keys. */
export function tokenRoutes(provider: Provider): Hono {
  const { issuer, client, codes, keys, faults } = provider;

  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid }).sign(keys.privateKey);

  function claimsOf({ who, nonce, grantedAt }: Granted): JWTPayload {
    const { handle, email, name } = cast[who];
    const iat = Math.floor(Date.now() / 1000);
    // Nobody is remembered here: whoever comes is asked each time, just before their code is made.
    const times = { iat, exp: iat + 300, auth_time: Math.floor(grantedAt / 1000) };
    const person = { sub: handle, email, email_verified: true, name };
    return { iss: issuer, aud: client.clientId, ...times, nonce, ...person };
  }

  /** The grant behind a code, which is spent by this question whatever the answer. */
  function take(form: Record<string, unknown>): Granted | null {
    const { code, code_verifier: verifier } = form;
    if (typeof code !== "string" || typeof verifier !== "string") return null;
    const granted = codes.get(code);
    codes.delete(code);
    if (!granted || granted.grantedAt + codeMs <= Date.now()) return null;
    const proven = createHash("sha256").update(verifier).digest("base64url") === granted.challenge;
    return proven && form["redirect_uri"] === client.redirectUri ? granted : null;
  }

  return new Hono()
    .get("/.well-known/openid-configuration", (c) =>
      c.json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["ES256"],
        claims_supported: ["sub", "email", "email_verified", "name", "auth_time"],
        token_endpoint_auth_methods_supported: ["client_secret_basic"],
        code_challenge_methods_supported: ["S256"],
        authorization_response_iss_parameter_supported: true,
      }),
    )
    .get("/jwks", async (c) =>
      c.json({ keys: [{ ...(await exportJWK(keys.publicKey)), kid, alg: "ES256", use: "sig" }] }),
    )
    .post("/token", async (c) => {
      c.header("Cache-Control", "no-store");
      if (!isClient(c, client)) return c.json({ error: "invalid_client" }, 401);
      const form = await c.req.parseBody();
      if (form["grant_type"] !== "authorization_code") {
        return c.json({ error: "unsupported_grant_type" }, 400);
      }
      const granted = take(form);
      if (!granted) return c.json({ error: "invalid_grant" }, 400);
      const honest = claimsOf(granted);
      const claims = faults.claims?.(honest) ?? honest;
      return c.json({
        access_token: randomBytes(32).toString("base64url"),
        token_type: "Bearer",
        expires_in: 300,
        id_token: await (faults.sign ?? sign)(claims),
      });
    });
}

const encoded = (text: string) => new URLSearchParams([["", text]]).toString().slice(1);

/** RFC 6749 §2.3.1: Basic credentials, each half form-encoded. */
function isClient(c: Context, { clientId, clientSecret }: Provider["client"]): boolean {
  const pair = `${encoded(clientId)}:${encoded(clientSecret)}`;
  const expected = Buffer.from(`Basic ${Buffer.from(pair).toString("base64")}`);
  const given = Buffer.from(c.req.header("authorization") ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
