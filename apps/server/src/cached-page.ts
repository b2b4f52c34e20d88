import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Encoding } from "./accepted-encoding.ts";

/** One way to send a page: its bytes and the head of the answer, as `writeHead` takes it. */
interface Wrapped {
  body: Buffer<ArrayBuffer>;
  head: readonly string[];
}

/** A page ready to be sent: the same bytes for everyone who asks. */
export interface CachedPage {
  etag: string;
  headers: Readonly<Record<string, string>>;
  /** The head of an answer that says "you have it already". */
  notModifiedHead: readonly string[];
  wrapped: { identity: Wrapped } & Partial<Record<Encoding, Wrapped>>;
}

/** Anyone may keep it, and asks whether it is still so before showing it. */
export const revalidated = "public, max-age=0, must-revalidate";

const compress = {
  gzip: promisify(gzip),
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
};

/**
 * Makes a page out of a body and the headers it is answered with.
 *
 * The ETag is weak, because the wrapped bytes differ: all wrappings of one body are the same page
 * (RFC 9110 §8.8.1), so a copy taken under one encoding is renewed under any other.
 */
export function makePage(text: string, own: Readonly<Record<string, string>>): CachedPage {
  const body = Buffer.from(text);
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { ...own, "Cache-Control": revalidated, Vary: "Accept-Encoding", ETag: etag };
  const notModifiedHead = Object.entries(headers).flat();
  const identity = { body, head: [...notModifiedHead, "Content-Length", String(body.length)] };
  return { etag, headers, notModifiedHead, wrapped: { identity } };
}

/** Adds the compressed bodies, off the main thread. Until then the page goes out as it is. */
export async function compressPage(page: CachedPage): Promise<void> {
  const { identity } = page.wrapped;
  await Promise.all(
    (["br", "gzip"] as const).map(async (encoding) => {
      const body = await compress[encoding](identity.body);
      const head = [...page.notModifiedHead, "Content-Encoding", encoding];
      page.wrapped[encoding] = { body, head: [...head, "Content-Length", String(body.length)] };
    }),
  );
}

/** True when an `If-None-Match` header names the page (weak comparison, RFC 9110 §13.1.2). */
export function namesPage(header: string | undefined, { etag }: CachedPage): boolean {
  if (header === undefined) return false;
  if (header === etag || header.trim() === "*") return true;
  return header.split(",").some((tag) => opaque(tag) === opaque(etag));
}

const opaque = (tag: string): string => tag.trim().replace(/^W\//, "");
