import type { MiddlewareHandler } from "hono";

import { isLoopback } from "../../config.ts";
import type { Env } from "./door.ts";

/**
 * Sends a page asked for under another loopback name (`http://127.0.0.1:3000`) to the public
 * origin, where its cookies and its sign-in live. Only on a site of this machine.
 */
export function oneAddress(url: URL): MiddlewareHandler<Env> {
  return async (c, next) => {
    const asked = c.req.header("host");
    const page = c.req.method === "GET" || c.req.method === "HEAD";
    if (!page || asked === undefined || asked === url.host || !isLoopback(url.hostname))
      return next();
    const named = URL.parse(`http://${asked}`);
    if (named === null || !isLoopback(named.hostname) || named.port !== url.port) return next();
    const to = new URL(c.req.url);
    return c.redirect(`${url.origin}${to.pathname}${to.search}`, 307);
  };
}
