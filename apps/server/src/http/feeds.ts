import { addressChunks, findPost, listAddresses, listPosts, readSite } from "@quoin/api";
import { PostId } from "@quoin/model";
import { type Context, Hono } from "hono";

import { makePage } from "../cached-page.ts";
import type { PageCache } from "../page-cache.ts";
import { answerPage } from "./answer-page.ts";
import type { Door, Env } from "./door.ts";
import { rssFeed } from "./feed-xml.ts";
import { standardHeaders } from "./headers.ts";
import { sitemap, sitemapIndex } from "./sitemap-xml.ts";

const inFeed = 20;
/** Addresses in one sitemap; the protocol allows 50 000, crawlers like less at once. */
const inSitemap = 5000;

/** What machines read of a site: its feed, its sitemap, and what crawlers may visit. */
export function feedRoutes(
  { services, url }: Pick<Door, "services" | "url">,
  pages: PageCache,
): Hono<Env> {
  const { origin } = url;
  const headers = (type: string) => ({ ...standardHeaders(url), "Content-Type": type });
  const rss = headers("application/rss+xml; charset=utf-8");
  const map = headers("application/xml; charset=utf-8");
  const plain = headers("text/plain; charset=utf-8");

  /** Answers with what `make` makes, and keeps it unless something changed meanwhile. */
  async function show(
    c: Context<Env>,
    own: Record<string, string>,
    make: () => string | Promise<string>,
  ): Promise<Response> {
    const epoch = pages.epoch();
    const page = makePage(await make(), own);
    pages.keep(epoch, c.req.path, page);
    return answerPage(c, page);
  }

  async function newestWhole() {
    const { items } = await listPosts(services, { limit: inFeed });
    const found = await Promise.all(items.map(({ slug }) => findPost(services, slug)));
    return found.flatMap((one) => (one.outcome === "found" ? one.post : []));
  }

  return new Hono<Env>()
    .get("/feed.xml", (c) =>
      show(c, rss, async () => rssFeed(await readSite(services), origin, await newestWhole())),
    )
    .get("/sitemap.xml", (c) =>
      show(c, map, async () => {
        const addresses = await listAddresses(services, { limit: inSitemap + 1 });
        if (addresses.length <= inSitemap) return sitemap(origin, addresses, { withHome: true });
        return sitemapIndex(origin, await addressChunks(services, inSitemap));
      }),
    )
    .get("/:chunk{sitemap-[0-9a-f-]{36}\\.xml}", async (c, next) => {
      const from = PostId.safeParse(c.req.param("chunk").slice("sitemap-".length, -".xml".length));
      if (!from.success) return next();
      return show(c, map, async () => {
        const addresses = await listAddresses(services, { from: from.data, limit: inSitemap });
        const [first] = await listAddresses(services, { limit: 1 });
        return sitemap(origin, addresses, { withHome: first?.id === from.data });
      });
    })
    .get("/robots.txt", (c) => show(c, plain, () => robots(origin)));
}

const robots = (origin: string): string => `User-agent: *
Disallow: /desk
Disallow: /sign-in
Disallow: /auth/
Disallow: /search

Sitemap: ${origin}/sitemap.xml
`;
