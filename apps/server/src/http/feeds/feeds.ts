import {
  addressChunks,
  type FeedPost,
  findPost,
  listAddresses,
  listPosts,
  newestPosts,
  readMarkdown,
  readSite,
} from "@quoin/api";
import { PostId, type SiteView, Slug } from "@quoin/model";
import { type Feed, feeds, markdownPath, postPath } from "@quoin/web/reading";
import { type Context, Hono } from "hono";

import { makePage, revalidated } from "../../cached-page.ts";
import type { PageCache } from "../../page-cache.ts";
import { answerPage } from "../pages/answer-page.ts";
import type { Door, Env } from "../request/door.ts";
import { standardHeaders } from "../request/headers.ts";
import { atomFeed } from "./atom.ts";
import { jsonFeed } from "./json-feed.ts";
import { llmsText } from "./llms.ts";
import { rssFeed } from "./rss.ts";
import { sitemap, sitemapIndex } from "./sitemap.ts";

const inFeed = 20;
const inLlmsText = 100;
/** Addresses in one sitemap; the protocol allows 50 000, crawlers like less at once. */
const inSitemap = 5000;

type WriteFeed = (site: SiteView, origin: string, posts: readonly FeedPost[]) => string;
const writers: Record<Feed["name"], WriteFeed> = {
  RSS: rssFeed,
  Atom: atomFeed,
  "JSON Feed": jsonFeed,
};

const unkept = { "Cache-Control": "no-store" };

/** What machines read of a site: its feeds, its texts, its sitemap, and what crawlers may visit. */
export function feedRoutes(
  { services, url }: Pick<Door, "services" | "url">,
  pages: PageCache,
): Hono<Env> {
  const { origin } = url;
  const headers = (type: string) => ({ ...standardHeaders(url), "Content-Type": type });
  const map = headers("application/xml; charset=utf-8");
  const plain = headers("text/plain; charset=utf-8");
  const markdown = headers("text/markdown; charset=utf-8");

  /** Answers with what `make` makes, and keeps it unless something changed meanwhile. */
  async function show(
    c: Context<Env>,
    own: Record<string, string>,
    make: () => string | Promise<string>,
    epoch = pages.epoch(),
  ): Promise<Response> {
    const page = makePage(await make(), own);
    pages.keep(epoch, new URL(c.req.url).pathname, page);
    return answerPage(c, page);
  }

  function move(c: Context<Env>, path: string): Response {
    c.header("Cache-Control", revalidated);
    return c.redirect(origin + path, 301);
  }

  const routes = new Hono<Env>();
  for (const { href, type, name } of feeds) {
    routes.get(href, (c) =>
      show(c, headers(`${type}; charset=utf-8`), async () => {
        const [site, posts] = [
          await readSite(services),
          await newestPosts(services, { limit: inFeed }),
        ];
        return writers[name](site, origin, posts);
      }),
    );
  }

  return routes
    .get("/:file{[^/]+\\.md}", async (c, next) => {
      const epoch = pages.epoch();
      const { data: slug } = Slug.safeParse(c.req.param("file").slice(0, -".md".length));
      if (slug === undefined) return next();
      const path = markdownPath(slug);
      if (new URL(c.req.url).pathname !== path) return move(c, path);
      const body = await readMarkdown(services, slug);
      if (body !== null) {
        const canonical = `<${origin}${postPath(slug)}>; rel="canonical"`;
        return show(c, { ...markdown, Link: canonical }, () => body, epoch);
      }
      const found = await findPost(services, slug);
      if (found.outcome === "gone") return c.text("This has been taken down.\n", 410, unkept);
      if (found.outcome !== "moved")
        return c.text("There is nothing at this address.\n", 404, unkept);
      return move(c, markdownPath(found.slug));
    })
    .get("/llms.txt", (c) =>
      show(c, plain, async () => {
        const { items } = await listPosts(services, { limit: inLlmsText });
        return llmsText(await readSite(services), origin, items);
      }),
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
