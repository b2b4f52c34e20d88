import {
  findPost,
  listPosts,
  nearestPosts,
  neighboursOf,
  readAuthor,
  readLegal,
  readSite,
  readTag,
  recentTags,
  searchPosts,
} from "@quoin/api";
import { maxSearchLength, type PersonView, QuoinError, Slug } from "@quoin/model";
import {
  type Absence,
  archivePage,
  authorPage,
  authorPath,
  gonePage,
  homePage,
  legalPage,
  notFoundPage,
  type Page,
  postPage,
  postPath,
  renderDocument,
  searchPage,
  searchPath,
  tagPage,
  tagPath,
} from "@quoin/web/reading";
import { type Context, Hono } from "hono";

import { makePage, revalidated } from "../../cached-page.ts";
import { readingPolicy } from "../../content-security-policy.ts";
import { type PageCache, pageKey } from "../../page-cache.ts";
import type { Door, Env } from "../request/door.ts";
import { standardHeaders } from "../request/headers.ts";
import { addressOf } from "../request/request-context.ts";
import { answerPage } from "./answer-page.ts";
import { withoutLastSlashes } from "./without-last-slashes.ts";

const onHome = 10;
const onHomeFirst = 3;
const onList = 20;
const inArchive = 100;
const tagsOffered = 12;
const nearestOffered = 5;

/** A search costs more than a page, and anyone can ask for one. */
const searches = { name: "searches", points: 60, perSeconds: 60 };

/** Everything readers see: documents that know no cookie, no viewer and no clock. */
export function pageRoutes(
  {
    services,
    url,
    readingAssets,
    trustProxy,
  }: Pick<Door, "services" | "url" | "readingAssets" | "trustProxy">,
  pages: PageCache,
): Hono<Env> {
  const mediaOrigin = new URL(services.site.mediaUrl).origin;
  const headers = {
    ...standardHeaders(url),
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": readingPolicy({ mediaOrigin }),
  };

  async function render<Data>(path: string, page: Page<Data>, data: Data): Promise<string> {
    const setting = { site: await readSite(services), origin: url.origin };
    return renderDocument(page, data, { setting, assets: readingAssets, path });
  }

  /** Shows a page at its one address, and keeps it unless something changed since `epoch`. */
  async function show<Data>(
    c: Context<Env>,
    epoch: number,
    { path, page, data }: { path: string; page: Page<Data>; data: Data },
  ): Promise<Response> {
    const asked = new URL(c.req.url);
    if (asked.pathname !== path) return move(c, path);
    const shown = makePage(await render(path, page, data), headers);
    pages.keep(epoch, pageKey(asked.pathname + asked.search), shown);
    return answerPage(c, shown);
  }

  // A writer may take an old address back, so no browser may remember for good where it led.
  function move(c: Context<Env>, path: string): Response {
    c.header("Cache-Control", revalidated);
    return c.redirect(url.origin + path, 301);
  }

  async function absent(
    c: Context<Env>,
    page: Page<Absence>,
    status: 404 | 410,
  ): Promise<Response> {
    const address = asTyped(c.req.path);
    const words = address.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
    const nearest = await nearestPosts(services, { address, limit: nearestOffered });
    const html = await render(c.req.path, page, { words, nearest });
    return c.body(html, status, { ...headers, "Cache-Control": "no-store" });
  }
  const notFound = (c: Context<Env>) => absent(c, notFoundPage, 404);

  const routes = new Hono<Env>()
    .get("/", async (c) => {
      const epoch = pages.epoch();
      const [first, latest] = await Promise.all([
        listPosts(services, { featured: true, limit: onHomeFirst }),
        listPosts(services, { limit: onHome + onHomeFirst }),
      ]);
      const ids = new Set(first.items.map(({ id }) => id));
      const others = latest.items.filter(({ id }) => !ids.has(id));
      const newest = others.slice(0, onHome);
      const hasMore = latest.nextCursor !== null || others.length > onHome;
      const data = { featured: first.items, newest, hasMore };
      return show(c, epoch, { path: "/", page: homePage, data });
    })
    .get("/archive", async (c) => {
      const epoch = pages.epoch();
      const after = c.req.query("after");
      const posts = await listPosts(services, { limit: inArchive, cursor: after });
      return show(c, epoch, { path: "/archive", page: archivePage, data: { posts, after } });
    })
    .get("/tag/:slug", async (c) => {
      const epoch = pages.epoch();
      const slug = slugIn(c.req.param("slug"));
      if (slug === null) return notFound(c);
      const after = c.req.query("after");
      const [posts, tag] = await Promise.all([
        listPosts(services, { limit: onList, cursor: after, tag: slug }),
        readTag(services, slug),
      ]);
      if (posts.items.length === 0 || tag === null) return notFound(c);
      return show(c, epoch, { path: tagPath(slug), page: tagPage, data: { tag, posts, after } });
    })
    .get("/author/:handle", async (c) => {
      const epoch = pages.epoch();
      const handle = slugIn(c.req.param("handle"));
      const author = handle === null ? null : await authorOrNobody(handle);
      if (author === null) return notFound(c);
      const after = c.req.query("after");
      const query = { limit: onList, cursor: after, author: author.handle };
      const data = { author, posts: await listPosts(services, query), after };
      return show(c, epoch, { path: authorPath(author.handle), page: authorPage, data });
    });

  // Never kept, here or in between: what people look for is theirs, and the addresses have no end.
  routes.get(searchPath, async (c) => {
    const { searchParams } = new URL(c.req.url); // unlike Hono, it decodes whatever is sent
    const query = asTyped(searchParams.get("q") ?? "");
    const after = searchParams.get("after") ?? undefined;
    const wait =
      query === "" ? null : await services.limits.count(searches, addressOf(c, trustProxy));
    if (wait !== null) throw new QuoinError("too_many_requests", { retryAfterSeconds: wait });
    const found = await searchPosts(services, { query, cursor: after, limit: onList });
    const tags = found.count === 0 ? await recentTags(services, tagsOffered) : [];
    const data = { query, found, tags, later: after !== undefined };
    const html = await render(searchPath, searchPage, data);
    return c.body(html, 200, { ...headers, "Cache-Control": "private, no-cache" });
  });

  for (const name of ["privacy", "terms"] as const) {
    routes.get(`/${name}`, async (c) => {
      const epoch = pages.epoch();
      const data = { name, ...(await readLegal(services, name)) };
      return show(c, epoch, { path: `/${name}`, page: legalPage, data });
    });
  }

  async function authorOrNobody(handle: string): Promise<PersonView | null> {
    try {
      return await readAuthor(services, handle);
    } catch (error) {
      if (error instanceof QuoinError && error.code === "person_not_found") return null;
      throw error;
    }
  }

  return routes
    .get("/:slug", async (c) => {
      const epoch = pages.epoch();
      const slug = slugIn(c.req.param("slug"));
      if (slug === null) return notFound(c);
      const found = await findPost(services, slug);
      if (found.outcome === "moved") return move(c, postPath(found.slug));
      if (found.outcome === "gone") return absent(c, gonePage, 410);
      if (found.outcome === "missing") return notFound(c);
      const { post } = found;
      const data = { post, neighbours: await neighboursOf(services, post) };
      return show(c, epoch, { path: postPath(post.slug), page: postPage, data });
    })
    .get("*", (c) => {
      const { pathname } = new URL(c.req.url);
      const whole = withoutLastSlashes(pathname);
      return whole === pathname || whole === "" ? notFound(c) : move(c, whole);
    })
    .all("*", () => {
      throw new QuoinError("not_found");
    });
}

/** What somebody typed in the search box, as far as it is text. */
const asTyped = (query: string): string =>
  query.replaceAll("\0", "").slice(0, maxSearchLength).toWellFormed().trim();

/** The slug or handle somebody may have meant, or null for what never was one. */
function slugIn(segment: string): string | null {
  return Slug.safeParse(segment.normalize("NFC").toLowerCase()).data ?? null;
}
