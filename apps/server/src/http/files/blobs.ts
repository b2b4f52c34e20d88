import { maxFileBytes } from "@quoin/model";
import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import { bodyOf } from "../request/body.ts";
import type { Door, Env } from "../request/door.ts";

/** `/blobs/*`: signed addresses of the disk driver. Nothing is there while browsers talk to S3. */
export function blobRoutes({
  services: { blobs },
  silenceMs,
}: Pick<Door, "services" | "silenceMs">): Hono<Env> {
  const app = new Hono<Env>();
  if (!blobs.answer) return app;
  return app.put("/blobs/:token", async (c) => {
    // How much of it is taken the address says; here it only may not fall silent.
    const body = bodyOf(c, { maxBytes: maxFileBytes, silenceMs, isUpload: true });
    const answer = await blobs.answer?.(c.req.raw, body);
    if (!answer) return c.notFound();
    for (const [name, value] of answer.headers) c.header(name, value);
    return c.body(await answer.text(), answer.status as ContentfulStatusCode); // never 101, 204 or 304
  });
}
