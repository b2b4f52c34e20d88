import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";

import { IdentityFailure, type Profile } from "./identity-provider.ts";
import { emailIn, stringClaim } from "./verified-email.ts";

interface Expected {
  keys: JWTVerifyGetKey;
  nonce: string;
  authSince: number | null;
  saysAuthTime: boolean;
  hasWorkspaces: boolean;
  trustsEmail: boolean;
  clientId: string;
  issuers: readonly string[];
  algorithms: readonly string[];
}

/** How far a provider's clock may be from ours, in seconds. */
const clockTolerance = 60;

/**
 * Reads who signed in from an id_token, after checking all of OpenID Connect Core §3.1.3.7.
 *
 * @throws IdentityFailure
 */
export async function verifyIdToken(idToken: string, expected: Expected): Promise<Profile> {
  const claims = await verified(idToken, expected);
  const { sub, nonce, aud, azp, name, hd } = claims;
  if (nonce !== expected.nonce) throw untrusted("nonce");
  if ((Array.isArray(aud) && aud.length > 1) || azp !== undefined) {
    if (azp !== expected.clientId) throw untrusted("azp");
  }
  if (typeof sub !== "string" || !/^[\x20-\x7e]{1,255}$/.test(sub)) throw untrusted("sub");
  const authAt = momentOf(claims["auth_time"]);
  if (expected.authSince !== null && !isLately(authAt, expected)) {
    throw untrusted("auth_time");
  }
  return {
    subject: sub,
    ...emailIn(claims, expected.trustsEmail),
    name: stringClaim(name),
    hostedDomain: expected.hasWorkspaces ? stringClaim(hd) : null,
    authAt: authAt === null ? null : authAt * 1000,
  };
}

/** OpenID Connect Core §3.1.3.7, rule 13. A browser can take what we asked out of the address. */
function isLately(
  authAt: number | null,
  { authSince, saysAuthTime }: Pick<Expected, "authSince" | "saysAuthTime">,
): boolean {
  if (authAt === null) return !saysAuthTime;
  return authSince === null || authAt >= authSince - clockTolerance;
}

async function verified(idToken: string, expected: Expected): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(idToken, expected.keys, {
      algorithms: [...expected.algorithms],
      issuer: [...expected.issuers],
      audience: expected.clientId,
      clockTolerance,
      maxTokenAge: 600, // it was made for this sign-in; jose looks at `iat` only when told an age
      requiredClaims: ["sub", "iat", "exp", "nonce"],
    });
    return payload;
  } catch (cause) {
    throw failureOf(cause);
  }
}

function failureOf(cause: unknown): IdentityFailure {
  if (cause instanceof IdentityFailure) return cause;
  if (cause instanceof errors.JWKSTimeout || !(cause instanceof errors.JOSEError)) {
    return new IdentityFailure("unavailable", "the provider's keys cannot be had", { cause });
  }
  // jose's plain error: the keys' address answered something that is not keys.
  if (["ERR_JOSE_GENERIC", "ERR_JWKS_INVALID"].includes(cause.code)) {
    return new IdentityFailure("failed", "the provider's keys cannot be read", { cause });
  }
  return new IdentityFailure("untrusted", "the id_token does not hold", { cause });
}

const untrusted = (claim: string) =>
  new IdentityFailure("untrusted", `the id_token's ${claim} is not the one expected`);

/** A claim that is a moment, in seconds since the epoch. */
const momentOf = (claim: unknown): number | null =>
  typeof claim === "number" && Number.isFinite(claim) ? claim : null;
