import { QuoinError } from "@quoin/model";
import type { Context, MiddlewareHandler } from "hono";

import type { Door, Env } from "./door.ts";
import { isSameOrigin } from "./same-origin.ts";

const maxUrlLength = 8192;
const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Stands in front of everything. What may change something must come from a page of ours, by
 * Fetch Metadata and by Origin, whatever its method, type or address; SameSite cookies alone do
 * not stop a sibling domain.
 *
 * `/blobs` is let through: its addresses are signed, and it reads no cookie. `onCrossSite` hears of
 * what was refused.
 */
export function gate(
  { url }: Pick<Door, "url">,
  onCrossSite: (c: Context<Env>) => Promise<void> = async () => {},
): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.url.length > maxUrlLength) throw new QuoinError("url_too_long");
    // Not every `Host` makes an address: `999.1.1.1` does not.
    if (URL.parse(c.req.url) === null) throw new QuoinError("input_invalid", { field: "host" });
    if (!safe.has(c.req.method) && !c.req.path.startsWith("/blobs/")) {
      if (!isSameOrigin((name) => c.req.header(name), url.origin)) {
        await onCrossSite(c);
        throw new QuoinError("cross_site");
      }
    }
    await next();
  };
}
