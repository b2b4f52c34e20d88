import { randomBytes } from "node:crypto";

import { isSetupOpen, isSetupToken } from "@quoin/api";
import { QuoinError } from "@quoin/model";
import { Hono } from "hono";

import { allowances, limited } from "../request/allowances.ts";
import { readText } from "../request/body.ts";
import type { Door, Env } from "../request/door.ts";
import { keepSetup } from "./setup-key.ts";
import { signInPages } from "./sign-in-pages.ts";

/** `/setup`: whoever knows the setup token becomes the first owner. Nothing is here afterwards. */
export function setupRoutes(door: Door): Hono<Env> {
  const { services, identity, url, silenceMs } = door;
  const pages = signInPages(door);

  return new Hono<Env>()
    .get("/setup", async (c) => {
      c.header("Cache-Control", "private, no-store");
      if (!(await isSetupOpen(services))) return c.redirect(`${url.origin}/sign-in`, 303);
      return pages.setup(c, { problem: null });
    })
    .post(
      "/setup",
      limited(door, allowances.setup),
      readText({ maxBytes: 10_000, silenceMs }),
      async (c) => {
        const { token } = await c.req.parseBody();
        if (typeof token !== "string" || !(await isSetupToken(services, token))) {
          return pages.setup(c, { problem: new QuoinError("setup_refused") });
        }
        // A form may not lead to another site (`form-action`), so the way on is a link.
        const key = randomBytes(32).toString("base64url");
        await keepSetup(services.once, key);
        const href = `/auth/${identity.id}?setup=${key}`;
        return pages.setup(c, { goOn: { label: identity.label, href } });
      },
    );
}
