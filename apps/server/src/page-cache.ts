import type { IncomingMessage, ServerResponse } from "node:http";

import { LRUCache } from "lru-cache";

import { acceptedEncodings } from "./accepted-encoding.ts";
import { type CachedPage, compressPage, namesPage } from "./cached-page.ts";
import { isLoopback } from "./config.ts";

/** A net below `NOTIFY`: no page outlives this, whatever went unheard. */
const lifetimeMs = 60_000;
const maxBytes = 64 * 1024 * 1024;

/** Pages everybody gets the same bytes of, answered before the framework sees the request. */
export interface PageCache {
  /** Answers when the page is there; false, with nothing touched, when it is not. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Take it before the first query of a render. */
  epoch(): number;
  /** Keeps what was rendered, unless something public has changed since that epoch. */
  keep(epoch: number, key: string, page: CachedPage): void;
  /** Forgets every page, and every render under way. */
  clear(): void;
  /** What happened since the process began. */
  readonly counts: Readonly<PageCounts>;
}

interface PageCounts {
  hits: number;
  /** Hits answered with 304 and no body. */
  notModified: number;
  kept: number;
  clears: number;
}

/**
 * What tells two pages apart: the path, and where a list goes on from. No header and no other
 * part of the query reaches what is rendered, so none may reach the key.
 */
export function pageKey(address: string): string {
  const mark = address.indexOf("?");
  if (mark === -1) return address;
  const path = address.slice(0, mark);
  const after = isList.test(path) ? new URLSearchParams(address.slice(mark)).get("after") : null;
  return after === null ? path : `${path}?after=${encodeURIComponent(after)}`;
}

const isList = /^\/(archive$|author\/|tag\/)/;

/** Opens an empty cache for the site at `url`. `now` counts milliseconds; tests bring their own. */
export function openPageCache({
  url,
  now = () => performance.now(),
}: {
  url: URL;
  now?: () => number;
}): PageCache {
  const pages = new LRUCache<string, CachedPage>({
    maxSize: maxBytes,
    // Both compressed copies together are smaller than the page.
    sizeCalculation: (page) => 2 * page.wrapped.identity.body.length + 4096,
    ttl: lifetimeMs,
    ttlResolution: 0,
    perf: { now },
  });
  const counts: PageCounts = { hits: 0, notModified: 0, kept: 0, clears: 0 };
  let epoch = 0;

  // On this machine another loopback name is sent to the site's own (`one-address.ts`), which a hit
  // must not forestall. Elsewhere proxies may name the host as they like: the bytes are the same.
  const sentElsewhere = isLoopback(url.hostname)
    ? (host: string | undefined) => host !== url.host
    : () => false;

  return {
    answer(request, response) {
      const { method, headers } = request;
      if ((method !== "GET" && method !== "HEAD") || request.url === undefined) return false;
      const page = pages.get(pageKey(request.url));
      if (page === undefined || sentElsewhere(headers.host)) return false;

      counts.hits += 1;
      if (namesPage(headers["if-none-match"], page)) {
        counts.notModified += 1;
        response.writeHead(304, [...page.notModifiedHead]).end();
        return true;
      }
      const { head, body } = wrappingFor(page, headers["accept-encoding"]);
      response.writeHead(200, [...head]);
      response.end(method === "HEAD" ? undefined : body);
      return true;
    },

    epoch: () => epoch,

    keep(began, key, page) {
      if (began !== epoch) return;
      counts.kept += 1;
      pages.set(key, page);
      void compressPage(page).catch(() => {}); // then it goes out as it is
    },

    clear() {
      epoch += 1;
      counts.clears += 1;
      pages.clear();
    },

    counts,
  };
}

function wrappingFor({ wrapped }: CachedPage, header: string | undefined) {
  for (const encoding of acceptedEncodings(header)) {
    const found = wrapped[encoding];
    if (found !== undefined) return found;
  }
  return wrapped.identity;
}
