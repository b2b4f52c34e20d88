import { createHash, randomBytes } from "node:crypto";

/** 256 bits that cannot be guessed, in 43 characters of an address. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token. Plain SHA-256 is enough: there is nothing to guess in 256 random bits. */
export const hashOfToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");
