import { createHash } from "node:crypto";

import { BlobMismatch, BlobTooLarge } from "./blob-store.ts";

/** What a stream must turn out to be. */
export interface Expected {
  maxBytes: number;
  /** Exactly so many. */
  bytes?: number;
  /** In hexadecimal. */
  sha256?: string;
}

/**
 * Passes a stream on while it counts and hashes it, and throws as soon as it is not what was
 * expected. Reads no faster than it is read, and stops waiting when the signal fires.
 *
 * @throws BlobTooLarge, BlobMismatch, or whatever the source or the signal threw
 */
export async function* measured(
  body: AsyncIterable<Uint8Array>,
  expected: Expected,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  const hash = expected.sha256 === undefined ? undefined : createHash("sha256");
  const source = body[Symbol.asyncIterator]();
  let bytes = 0;
  let ended = false;
  try {
    for (;;) {
      const next = await nextOrAborted(source, signal);
      if (next.done) break;
      bytes += next.value.byteLength;
      if (bytes > expected.maxBytes) throw new BlobTooLarge("the stream is longer than allowed");
      hash?.update(next.value);
      yield next.value;
    }
    ended = true;
  } finally {
    // Not awaited: a source that waits for its own next chunk would keep us waiting with it.
    if (!ended) source.return?.().catch(() => undefined);
  }
  if (expected.bytes !== undefined && bytes !== expected.bytes) {
    throw new BlobMismatch("the stream is not as long as was said");
  }
  if (hash && hash.digest("hex") !== expected.sha256) {
    throw new BlobMismatch("the stream does not have the SHA-256 that was said");
  }
}

function nextOrAborted(source: AsyncIterator<Uint8Array>, signal?: AbortSignal) {
  if (!signal) return source.next();
  signal.throwIfAborted();
  return new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    source
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}
