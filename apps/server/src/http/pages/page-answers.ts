import { nearestPosts, readSite } from "@quoin/api";
import { cutAt, keepableOf, maxSearchLength, Slug } from "@quoin/model";
import {
  type Absence,
  gonePage,
  notFoundPage,
  type Page,
  renderDocument,
} from "@quoin/web/reading";
import type { Context } from "hono";

import { makePage, revalidated } from "../../cached-page.ts";
import { readingPolicy } from "../../content-security-policy.ts";
import { type PageCache, pageKey } from "../../page-cache.ts";
import { allowances } from "../request/allowances.ts";
import type { Door, Env } from "../request/door.ts";
import { standardHeaders } from "../request/headers.ts";
import { addressOf } from "../request/request-context.ts";
import { answerPage } from "./answer-page.ts";

const nearestOffered = 5;

export type PageDoor = Pick<Door, "services" | "url" | "readingAssets" | "trustProxy">;
export type PageAnswers = ReturnType<typeof openPageAnswers>;

/** How reading pages are answered: shown and kept, moved, or not there. */
export function openPageAnswers(
  { services, url, readingAssets, trustProxy }: PageDoor,
  pages: PageCache,
) {
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
    const { limits } = services;
    const isOver = await limits.count(allowances.nearTitles, addressOf(c, trustProxy));
    const asked = { address, limit: nearestOffered };
    const nearest = isOver === null ? await nearestPosts(services, asked) : [];
    const html = await render(c.req.path, page, { words, nearest });
    return c.body(html, status, { ...headers, "Cache-Control": "no-store" });
  }

  return {
    headers,
    render,
    show,
    move,
    /** Take it before the first query of a page that is to be kept. */
    epoch: () => pages.epoch(),
    notFound: (c: Context<Env>) => absent(c, notFoundPage, 404),
    gone: (c: Context<Env>) => absent(c, gonePage, 410),
  };
}

/** What somebody typed in the search box, as far as it is text. */
export const asTyped = (query: string): string => cutAt(keepableOf(query), maxSearchLength).trim();

/** The slug or handle somebody may have meant, or null for what never was one. */
export function slugIn(segment: string): string | null {
  return Slug.safeParse(segment.normalize("NFC").toLowerCase()).data ?? null;
}
