import { newSite, readSite, refusalOf, wireOf } from "@quoin/api";
import { renderDocument, troublePage } from "@quoin/web/reading";
import type { ErrorHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import { readingPolicy } from "../content-security-policy.ts";
import { describeError } from "../log.ts";
import type { Door, Env } from "./request/door.ts";
import { trpcErrorOf } from "./trpc.ts";

/** The last word on anything thrown: a refusal in words for people, as JSON for programs. */
export function answerError(door: Door): ErrorHandler<Env> {
  const { services, url, readingAssets, log } = door;
  let known = newSite; // for whoever is over a limit, and must cost nothing
  const policy = readingPolicy({ mediaOrigin: new URL(services.site.mediaUrl).origin });

  return async (error, c) => {
    const refusal = refusalOf(error);
    const { code, details, message, status: number } = refusal;
    const status = number as ContentfulStatusCode; // every refusal has a body
    const requestId = c.get("requestId");
    c.set("errorCode", code);
    if (status >= 500) log.error("request failed", { requestId, ...describeError(error) });

    c.header("Cache-Control", "private, no-store");
    const wait = details["retryAfterSeconds"];
    if (wait !== undefined) c.header("Retry-After", String(wait));
    if (c.req.path.startsWith("/trpc/")) return c.json(trpcErrorOf(refusal), status);
    if (c.req.header("accept")?.includes("text/html") !== true) {
      return c.json({ message, refusal: wireOf(refusal), requestId }, status);
    }
    const read = async () => (known = await readSite(services));
    // The database may be what is wrong.
    const site = status === 429 ? known : await read().catch(() => newSite);
    const frame = {
      setting: { site, origin: url.origin },
      assets: readingAssets,
      path: c.req.path,
    };
    c.header("Content-Security-Policy", policy);
    return c.html(renderDocument(troublePage, { status, message, requestId }, frame), status);
  };
}
