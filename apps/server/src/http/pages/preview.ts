import { readSharedDraft, readSite } from "@quoin/api";
import { notFoundPage, type Page, previewPage, renderDocument } from "@quoin/web/reading";
import { Hono } from "hono";

import { readingPolicy } from "../../content-security-policy.ts";
import { allowances, limited } from "../request/allowances.ts";
import type { Door, Env } from "../request/door.ts";
import { standardHeaders } from "../request/headers.ts";

/**
 * `/preview/{token}`: a draft for whoever has its private address. Nothing keeps it, indexes it or
 * learns its address: not a log, not the page itself, not the sites it links to.
 */
export function previewRoutes(door: Door): Hono<Env> {
  const { services, url, readingAssets } = door;
  const headers = {
    ...standardHeaders(url),
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": readingPolicy({
      mediaOrigin: new URL(services.site.mediaUrl).origin,
    }),
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
  };

  async function render<Data>(page: Page<Data>, data: Data): Promise<string> {
    const setting = { site: await readSite(services), origin: url.origin };
    return renderDocument(page, data, { setting, assets: readingAssets, path: "/preview" });
  }

  return new Hono<Env>().get("/preview/:token", limited(door, allowances.previews), async (c) => {
    const shared = await readSharedDraft(services, c.req.param("token"));
    if (shared !== null) return c.body(await render(previewPage, shared), 200, headers);
    return c.body(await render(notFoundPage, { words: "", nearest: [] }), 404, headers);
  });
}
