import { findPost, neighboursOf, readLegal } from "@quoin/api";
import { QuoinError } from "@quoin/model";
import { legalPage, postPage, postPath } from "@quoin/web/reading";
import { Hono } from "hono";

import type { PageCache } from "../../page-cache.ts";
import type { Env } from "../request/door.ts";
import { listRoutes } from "./list-pages.ts";
import { openPageAnswers, type PageDoor, slugIn } from "./page-answers.ts";
import { searchRoutes } from "./search-page.ts";
import { withoutLastSlashes } from "./without-last-slashes.ts";

/** Everything readers see: documents that know no cookie, no viewer and no clock. */
export function pageRoutes(door: PageDoor, pages: PageCache): Hono<Env> {
  const { services } = door;
  const answers = openPageAnswers(door, pages);
  const { show, move, notFound, gone } = answers;

  const routes = new Hono<Env>()
    .route("/", listRoutes(door, answers))
    .route("/", searchRoutes(door, answers));

  for (const name of ["privacy", "terms"] as const) {
    routes.get(`/${name}`, async (c) => {
      const epoch = answers.epoch();
      const data = { name, ...(await readLegal(services, name)) };
      return show(c, epoch, { path: `/${name}`, page: legalPage, data });
    });
  }

  return routes
    .get("/:slug", async (c) => {
      const epoch = answers.epoch();
      const slug = slugIn(c.req.param("slug"));
      if (slug === null) return notFound(c);
      const found = await findPost(services, slug);
      if (found.outcome === "moved") return move(c, postPath(found.slug));
      if (found.outcome === "gone") return gone(c);
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
