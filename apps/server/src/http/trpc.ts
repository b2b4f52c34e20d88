import { quoinRouter, refusalOfTrpc, wireOf } from "@quoin/api";
import { QuoinError } from "@quoin/model";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { type Context as HonoContext, Hono, type MiddlewareHandler } from "hono";

import { describeError } from "../log.ts";
import { readText, requireEncoded } from "./request/body.ts";
import type { Door, Env } from "./request/door.ts";
import { standardHeaders } from "./request/headers.ts";
import { openRequest } from "./request/request-context.ts";

/** For a whole batch; a post's body holds at most 1 MB. */
const maxBodyBytes = 4_000_000;
const maxBatchSize = 20;

/** A refusal from before tRPC was asked, in the shape of its own errors. */
export const trpcErrorOf = (refusal: QuoinError) => ({
  error: {
    message: refusal.message,
    code: -32_600, // JSON-RPC 2.0 §5.1: invalid request
    data: {
      code: "BAD_REQUEST",
      httpStatus: refusal.status,
      path: null,
      refusal: wireOf(refusal),
    },
  },
});

/** `/trpc/*`: the typed procedures. */
export function trpcRoutes(door: Door): Hono<Env> {
  const headers = { ...standardHeaders(door.url), "cache-control": "private, no-store" };

  function answer(c: HonoContext<Env>): Promise<Response> {
    const asked = openRequest(c, door);
    return fetchRequestHandler({
      endpoint: "/trpc",
      req: c.req.raw,
      router: quoinRouter,
      createContext: ({ info }) => ({
        ...asked.context,
        ...(info.isBatchCall && { answered: { characters: 0 } }),
      }),
      maxBatchSize,
      allowMethodOverride: false, // a GET changes nothing, whatever it says of itself
      onError({ error, path }) {
        const { code } = refusalOfTrpc(error);
        c.set("errorCode", code);
        if (code !== "internal") return;
        const facts = { requestId: c.get("requestId"), path };
        door.log.error("procedure failed", { ...facts, ...describeError(error.cause ?? error) });
      },
      responseMeta({ errors }) {
        const waits = errors.map((error) => refusalOfTrpc(error).details["retryAfterSeconds"]);
        const wait = Math.max(0, ...waits.map(Number).filter(Number.isFinite));
        const cookie = asked.renewedCookie();
        return {
          headers: {
            ...headers,
            "x-request-id": asked.context.origin.requestId, // what people can tell whoever runs the site
            ...(wait > 0 ? { "retry-after": String(wait) } : {}),
            ...(cookie === undefined ? {} : { "set-cookie": cookie }),
          },
        };
      },
    });
  }

  return new Hono<Env>()
    .use("/trpc/*", isText)
    .post("/trpc/*", onlyJson, readText({ maxBytes: maxBodyBytes, silenceMs: door.silenceMs }))
    .all("/trpc/*", answer);
}

const isText: MiddlewareHandler<Env> = async (c, next) => {
  requireEncoded(c.req.url);
  await next();
};

const onlyJson: MiddlewareHandler<Env> = async (c, next) => {
  const [essence = ""] = (c.req.header("content-type") ?? "").split(";");
  if (essence.trim().toLowerCase() !== "application/json") {
    throw new QuoinError("type_unsupported");
  }
  await next();
};
