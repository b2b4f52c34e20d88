import type { Context } from "hono";

import { describeError } from "../../log.ts";
import type { Door, Env } from "../request/door.ts";

/**
 * What a store sends, on its way to a client. Should it fail in the middle, the headers are long
 * sent: the connection ends, so that nobody takes a half for the whole, and the log says why.
 */
export function bodyOut(
  c: Context<Env>,
  { log }: Pick<Door, "log">,
  stream: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(to) {
      try {
        const next = await reader.read();
        if (next.done) to.close();
        else to.enqueue(next.value);
      } catch (error) {
        if (!c.req.raw.signal.aborted) {
          log.error("answer cut off", { requestId: c.get("requestId"), ...describeError(error) });
        }
        c.env?.outgoing.destroy();
        to.close();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
