import { createHash } from "node:crypto";

import type { BlobStore, SignedPart } from "./blob-store.ts";
import { partBytesOf } from "./parts.ts";

export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/** Makes one signed PUT as a browser would, and gives the status. */
export async function send(
  store: BlobStore,
  { url, headers }: SignedPart,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<number> {
  if (!store.answer) {
    const body = new Blob([bytes]); // no type of its own, so only the signed one is sent
    return (await fetch(url, { method: "PUT", headers, body })).status;
  }
  const length = { "content-length": String(bytes.length) };
  const request = new Request(url, {
    method: "PUT",
    headers: { ...headers, ...length },
    body: bytes,
  });
  return (await store.answer(request)).status;
}

/** Sends these parts of a file at once. */
export const sendAll = (
  store: BlobStore,
  parts: readonly SignedPart[],
  bytes: Uint8Array<ArrayBuffer>,
): Promise<number[]> => {
  const partBytes = partBytesOf(bytes.length);
  return Promise.all(
    parts.map((part) => {
      const from = (part.number - 1) * partBytes;
      return send(store, part, bytes.subarray(from, from + part.bytes));
    }),
  );
};

export async function textAt(store: BlobStore, key: string): Promise<string> {
  return new Response((await store.read(key)).stream).text();
}

/** The keys of a listing, in its order. */
export async function keysOf(listing: AsyncIterable<{ key: string }>): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of listing) keys.push(key);
  return keys;
}
