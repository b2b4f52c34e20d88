import { createHmac, timingSafeEqual } from "node:crypto";

/** What one address of the disk driver allows. */
export interface Grant {
  method: "PUT";
  key: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  type?: string;
  bytes?: number;
  sha256?: string;
  /** One part of an upload in parts. */
  uploadId?: string;
  number?: number;
}

/** Signs grants with HMAC-SHA-256. A token names everything it allows, so nothing can be added. */
export function openSigner(secret: string) {
  const macOf = (payload: string) => createHmac("sha256", secret).update(payload).digest();

  return {
    sign(grant: Grant): string {
      const payload = Buffer.from(JSON.stringify(grant)).toString("base64url");
      return `${payload}.${macOf(payload).toString("base64url")}`;
    },

    /** The grant of a token made here and not yet expired; undefined for any other. */
    read(token: string): Grant | undefined {
      const [payload = "", mac = "", ...rest] = token.split(".");
      const given = Buffer.from(mac, "base64url");
      const right = macOf(payload);
      if (rest.length > 0 || given.length !== right.length) return undefined;
      if (!timingSafeEqual(given, right)) return undefined;
      // The signature proves that `sign` wrote it.
      const grant = JSON.parse(Buffer.from(payload, "base64url").toString()) as Grant;
      return grant.expiresAt > Date.now() ? grant : undefined;
    },
  };
}

export type Signer = ReturnType<typeof openSigner>;
