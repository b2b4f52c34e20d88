import { listPosts, readAuthor, readTag } from "@quoin/api";
import { type PersonView, QuoinError } from "@quoin/model";
import {
  archivePage,
  authorPage,
  authorPath,
  homePage,
  tagPage,
  tagPath,
} from "@quoin/web/reading";
import { Hono } from "hono";

import type { Env } from "../request/door.ts";
import { type PageAnswers, type PageDoor, slugIn } from "./page-answers.ts";

const onHome = 10;
const onHomeFirst = 3;
const onList = 20;
const inArchive = 100;

/** The pages that list posts: the front page, the archive, those of a tag and of an author. */
export function listRoutes(
  { services }: Pick<PageDoor, "services">,
  { show, notFound, epoch: takeEpoch }: PageAnswers,
): Hono<Env> {
  async function authorOrNobody(handle: string): Promise<PersonView | null> {
    try {
      return await readAuthor(services, handle);
    } catch (error) {
      if (error instanceof QuoinError && error.code === "person_not_found") return null;
      throw error;
    }
  }

  return new Hono<Env>()
    .get("/", async (c) => {
      const epoch = takeEpoch();
      const [first, latest] = await Promise.all([
        listPosts(services, { featured: true, limit: onHomeFirst }),
        listPosts(services, { limit: onHome + onHomeFirst }),
      ]);
      const ids = new Set(first.items.map(({ id }) => id));
      const others = latest.items.filter(({ id }) => !ids.has(id));
      const newest = others.slice(0, onHome);
      const hasMore = latest.nextCursor !== null || others.length > onHome;
      const data = { featured: first.items, newest, hasMore };
      return show(c, epoch, { path: "/", page: homePage, data });
    })
    .get("/archive", async (c) => {
      const epoch = takeEpoch();
      const after = c.req.query("after");
      const posts = await listPosts(services, { limit: inArchive, cursor: after });
      return show(c, epoch, { path: "/archive", page: archivePage, data: { posts, after } });
    })
    .get("/tag/:slug", async (c) => {
      const epoch = takeEpoch();
      const slug = slugIn(c.req.param("slug"));
      if (slug === null) return notFound(c);
      const after = c.req.query("after");
      const [posts, tag] = await Promise.all([
        listPosts(services, { limit: onList, cursor: after, tag: slug }),
        readTag(services, slug),
      ]);
      if (posts.items.length === 0 || tag === null) return notFound(c);
      return show(c, epoch, { path: tagPath(slug), page: tagPage, data: { tag, posts, after } });
    })
    .get("/author/:handle", async (c) => {
      const epoch = takeEpoch();
      const handle = slugIn(c.req.param("handle"));
      const author = handle === null ? null : await authorOrNobody(handle);
      if (author === null) return notFound(c);
      const after = c.req.query("after");
      const query = { limit: onList, cursor: after, author: author.handle };
      const data = { author, posts: await listPosts(services, query), after };
      return show(c, epoch, { path: authorPath(author.handle), page: authorPage, data });
    });
}
