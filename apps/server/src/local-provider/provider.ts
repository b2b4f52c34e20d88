import type { CastMember } from "@quoin/model";
import type { GenerateKeyPairResult, JWTPayload } from "jose";

/** What a code stands for until it is exchanged. */
export interface Granted {
  who: CastMember;
  nonce: string;
  /** PKCE: base64url of the SHA-256 of the verifier (RFC 7636 §4.2). */
  challenge: string;
  grantedAt: number;
}

/** The state of the local provider. */
export interface Provider {
  issuer: string;
  client: { clientId: string; clientSecret: string; redirectUri: string };
  keys: GenerateKeyPairResult;
  codes: Map<string, Granted>;
  faults: Faults;
}

/** How a provider can go wrong. Tests set these while it runs. */
export interface Faults {
  /** Changes what an id_token says. */
  claims?: (claims: JWTPayload) => JWTPayload;
  /** Signs an id_token in another way. */
  sign?: (claims: JWTPayload) => Promise<string>;
  /** Answers in its place; nothing leaves the path alone. */
  answer?: (path: string) => Promise<Response | undefined>;
}

/** How long a code may wait to be exchanged. */
export const codeMs = 60_000;
