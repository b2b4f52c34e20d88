import type { MiddlewareHandler } from "hono";

import type { Env } from "./door.ts";

/** What every answer carries, errors included. Pages of the cache and raw responses add them themselves. */
export function standardHeaders(url: URL): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    // Hono's `no-referrer` would make Chromium send `Origin: null` with our own forms.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(url.protocol === "https:"
      ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" }
      : {}),
  };
}

/** Sets them before the handler runs, so that no answer is opened again to add them. */
export function addStandardHeaders(url: URL): MiddlewareHandler<Env> {
  const headers = Object.entries(standardHeaders(url));
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    await next();
  };
}
