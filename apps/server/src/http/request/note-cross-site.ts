import { recordCrossSite } from "@quoin/api";
import type { Context } from "hono";

import { describeError } from "../../log.ts";
import type { Door, Env } from "./door.ts";
import { addressOf, originOf } from "./request-context.ts";

/** Leaves a trace of a refused write in the audit log. A database that is away changes no refusal. */
export const noteCrossSite =
  ({ services, trustProxy, log }: Pick<Door, "services" | "trustProxy" | "log">) =>
  async (c: Context<Env>): Promise<void> => {
    const traced = { ...services, origin: originOf(c, trustProxy) };
    const work = recordCrossSite(traced, addressOf(c, trustProxy), senderOf(c));
    await work.catch((error: unknown) => log.error("audit failed", describeError(error)));
  };

/** The site a request says it is from; never its own words, which may be anything. */
function senderOf(c: Context<Env>): string {
  const origin = URL.parse(c.req.header("origin") ?? "")?.origin ?? "null";
  return origin === "null" || origin.length > 200 ? "unknown" : origin;
}
