import { accentHref, accentRules } from "@quoin/web/reading";
import { Hono } from "hono";

import { revalidated } from "../../cached-page.ts";
import type { Env } from "../request/door.ts";

/**
 * The stylesheet of an accent, made from its name alone: pages of yesterday, kept somewhere, find
 * theirs. Under the address that says what is in it, it stays the same for ever.
 */
export const accentRoutes = (): Hono<Env> =>
  new Hono<Env>().get("/assets/:file{accent-[0-9a-f]{6}-[0-9a-f]{8}\\.css}", (c) => {
    const accent = `#${c.req.param("file").slice("accent-".length, "accent-rrggbb".length)}`;
    const isExact = c.req.path === accentHref(accent);
    c.header("Content-Type", "text/css; charset=utf-8");
    c.header("Cache-Control", isExact ? "public, max-age=31536000, immutable" : revalidated);
    return c.body(accentRules(accent));
  });
