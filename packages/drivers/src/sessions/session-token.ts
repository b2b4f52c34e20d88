import { createHash, randomBytes } from "node:crypto";

const shape = /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/;
const sidLength = 22;

// The secret has 256 random bits, so there is nothing to guess and a plain hash is enough.
const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");

/** A new token `sid.secret`: 128 public bits, 256 secret ones. Only `sid` and `hash` may be kept. */
export function newToken(): { sid: string; token: string; hash: string } {
  const sid = randomBytes(16).toString("base64url");
  const secret = randomBytes(32).toString("base64url");
  return { sid, token: `${sid}.${secret}`, hash: hashOf(secret) };
}

/** What a store looks a token up by; null for anything that is not shaped like one. */
export function readToken(token: string): { sid: string; hash: string } | null {
  if (!shape.test(token)) return null;
  return { sid: token.slice(0, sidLength), hash: hashOf(token.slice(sidLength + 1)) };
}
