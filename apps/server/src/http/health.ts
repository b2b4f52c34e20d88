import { Hono } from "hono";

import { allowances, limited } from "./request/allowances.ts";
import type { Door, Env } from "./request/door.ts";

/** For orchestrators: `/healthz` says the process lives, `/readyz` that its services answer. */
export function healthRoutes(door: Pick<Door, "ready" | "services" | "trustProxy">): Hono<Env> {
  return new Hono<Env>()
    .use(async (c, next) => {
      c.header("Cache-Control", "no-store");
      await next();
    })
    .get("/healthz", (c) => c.text("ok\n"))
    .get("/readyz", limited(door, allowances.readiness), async (c) => {
      const down = await door.ready();
      return down.length === 0 ? c.text("ok\n") : c.text(`down: ${down.join(", ")}\n`, 503);
    });
}
