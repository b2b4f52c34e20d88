import { QuoinError } from "@quoin/model";
import type { Context, MiddlewareHandler } from "hono";

import type { Env } from "./door.ts";

/** How long a sender may be silent in the middle of a body, in milliseconds. */
export const maxSilenceMs = 30_000;
/** What is read whole has to come at this pace, once it has been silent for that long in all. */
const minBytesPerMs = 1;

interface BodyLimits {
  maxBytes: number;
  /** Tests bring their own. */
  silenceMs?: number | undefined;
  /** However slowly it comes, as long as it moves. Else it keeps a pace, too. */
  isUpload?: boolean;
}

/**
 * The bytes of a request, for every door that reads any: no more than are allowed, and no longer
 * than its sender keeps sending. What is not read of it stays unread, and the connection ends.
 *
 * @throws QuoinError `body_too_large`, `body_timed_out`, `body_cut_off`
 */
export async function* bodyOf(
  c: Context<Env>,
  { maxBytes, silenceMs = maxSilenceMs, isUpload = false }: BodyLimits,
): AsyncGenerator<Uint8Array, void, void> {
  const tooLarge = () => new QuoinError("body_too_large", { limitBytes: maxBytes });
  if (Number(c.req.header("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks = chunksOf(c);
  const began = performance.now();
  let bytes = 0;
  try {
    for (;;) {
      const slowestMs = began + silenceMs + bytes / minBytesPerMs - performance.now();
      const ms = isUpload ? silenceMs : Math.min(silenceMs, slowestMs);
      const next = await inTime(chunks.next(), ms);
      if (next.done === true) return;
      bytes += next.value.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      yield next.value;
    }
  } finally {
    chunks.return?.().catch(() => {}); // not awaited: it may be waiting for its next chunk still
  }
}

/** As it arrives. Leaving in the middle must not end the connection: it is answered first. */
function chunksOf(c: Context<Env>): AsyncIterator<Uint8Array> {
  const incoming = c.env?.incoming;
  if (incoming) return incoming.iterator({ destroyOnReturn: false }); // whose chunks are buffers
  const body = c.req.raw.body ?? new ReadableStream<Uint8Array>({ start: (at) => at.close() });
  return body.values({ preventCancel: true });
}

function inTime<Answer>(work: Promise<Answer>, ms: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new QuoinError("body_timed_out")), Math.max(0, ms));
    work
      .then(resolve, () => reject(new QuoinError("body_cut_off")))
      .finally(() => clearTimeout(late));
  });
}

/**
 * Reads a body of text whole, before anything else looks at it: JSON, or a form of a page of ours.
 * What is not UTF-8 was not meant, whatever a lenient reader would make of it.
 *
 * @throws QuoinError as `bodyOf`, `input_invalid`
 */
export function readText(limits: BodyLimits): MiddlewareHandler<Env> {
  return async (c, next) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bodyOf(c, limits)) chunks.push(chunk);
    const body = decoded(Buffer.concat(chunks));
    const { method, headers: sent, signal } = c.req.raw;
    const headers = new Headers(sent);
    const [essence = "", ...parameters] = (headers.get("content-type") ?? "").split(";");
    const type = essence.trim().toLowerCase(); // RFC 9110 §8.3.1: media types know no case
    if (type === "application/x-www-form-urlencoded") requireEncoded(body);
    headers.set("content-type", [type, ...parameters].join(";"));
    c.req.raw = new Request(c.req.url, { method, headers, body, signal });
    await next();
  };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw notText();
  }
}

/** Refuses a query or form whose escapes are no UTF-8. @throws QuoinError `input_invalid` */
export function requireEncoded(text: string): void {
  try {
    decodeURIComponent(text);
  } catch {
    throw notText();
  }
}

const notText = () => new QuoinError("input_invalid", { problem: "it is not UTF-8" });
