import { Hono } from "hono";

import type { Door, Env } from "./request/door.ts";

/** For orchestrators: `/healthz` says the process lives, `/readyz` that its services answer. */
export function healthRoutes({ ready }: Pick<Door, "ready">): Hono<Env> {
  return new Hono<Env>()
    .use(async (c, next) => {
      c.header("Cache-Control", "no-store");
      await next();
    })
    .get("/healthz", (c) => c.text("ok\n"))
    .get("/readyz", async (c) => {
      const down = await ready();
      return down.length === 0 ? c.text("ok\n") : c.text(`down: ${down.join(", ")}\n`, 503);
    });
}
