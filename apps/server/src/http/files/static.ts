import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

import type { Env } from "../request/door.ts";

/** The build's files for browsers: hashed ones under `/assets` for ever, icons at the root for a day. */
export function staticRoutes(folder: string): Hono<Env> {
  const files = (cacheControl: string) =>
    serveStatic<Env>({
      root: folder,
      precompressed: true,
      onFound: (_, c) => c.header("Cache-Control", cacheControl),
    });
  return new Hono<Env>()
    .get("/assets/*", files("public, max-age=31536000, immutable"))
    .get("/:icon{[a-z-]+\\.(?:svg|png|ico)}", files("public, max-age=86400"));
}
