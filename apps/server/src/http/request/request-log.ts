import { randomUUID } from "node:crypto";

import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";

import type { Logger } from "../../log.ts";
import type { Env } from "./door.ts";

/** Gives every request an id and writes one line when it is answered. */
export function requestLog(log: Logger): MiddlewareHandler<Env> {
  return async (c, next) => {
    const began = performance.now();
    const requestId = randomUUID();
    c.set("requestId", requestId);
    await next();
    log.info("request", {
      requestId,
      method: c.req.method,
      route: routePath(c),
      status: c.res.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      personId: c.get("personId"),
      code: c.get("errorCode"),
    });
  };
}
