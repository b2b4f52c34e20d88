import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";

import { getRequestListener } from "@hono/node-server";

import type { PageCache } from "./page-cache.ts";

type Fetch = Parameters<typeof getRequestListener>[0];

/**
 * The HTTP server in front of a site: pages from the cache, everything else by `fetch`. Headers have
 * to come within `headersMs`; bodies are timed where they are read (`http/request/body.ts`).
 */
export function openServer(
  fetch: Fetch,
  { pages, headersMs = 20_000 }: { pages: PageCache; headersMs?: number },
): Server {
  const listener = getRequestListener(fetch);
  const answer: RequestListener = (request, response) => {
    // Nobody reads it, and it may never come: the connection is of no further use.
    if (hasStrangeBody(request)) response.shouldKeepAlive = false;
    if (!pages.answer(request, response)) void listener(request, response);
  };
  const limits = { connectionsCheckingInterval: headersMs / 4, headersTimeout: headersMs };
  return createServer({ ...limits, requestTimeout: 0 }, answer);
}

/** True for a GET that announces a body, which has no meaning (RFC 9110 §9.3.1). */
const hasStrangeBody = ({ method, headers }: IncomingMessage): boolean =>
  (method === "GET" || method === "HEAD") &&
  (headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0");
