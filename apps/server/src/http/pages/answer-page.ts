import type { Context } from "hono";

import { type CachedPage, namesPage } from "../../cached-page.ts";
import type { Env } from "../request/door.ts";

/** Answers with a page that was not in the cache, in the very words a hit would use. */
export function answerPage(c: Context<Env>, page: CachedPage): Response {
  for (const [name, value] of Object.entries(page.headers)) c.header(name, value);
  if (namesPage(c.req.header("if-none-match"), page)) return c.body(null, 304);
  return c.body(page.wrapped.identity.body);
}
