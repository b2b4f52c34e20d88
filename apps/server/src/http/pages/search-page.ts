import { recentTags, searches, searchPosts, spend } from "@quoin/api";
import { searchPage, searchPath } from "@quoin/web/reading";
import { Hono } from "hono";

import type { Env } from "../request/door.ts";
import { openRequest } from "../request/request-context.ts";
import { asTyped, type PageAnswers, type PageDoor } from "./page-answers.ts";

const onList = 20;
const tagsOffered = 12;

/** Never kept, here or in between: what people look for is theirs, and the addresses have no end. */
export function searchRoutes(door: PageDoor, { headers, render }: PageAnswers): Hono<Env> {
  const { services } = door;
  return new Hono<Env>().get(searchPath, async (c) => {
    const { searchParams } = new URL(c.req.url); // unlike Hono, it decodes whatever is sent
    const query = asTyped(searchParams.get("q") ?? "");
    const after = searchParams.get("after") ?? undefined;
    // Whose allowance it is depends on who asks; what is shown does not.
    if (query !== "") await spend(openRequest(c, door).context, searches);
    const found = await searchPosts(services, { query, cursor: after, limit: onList });
    const tags = found.count === 0 ? await recentTags(services, tagsOffered) : [];
    const data = { query, found, tags, later: after !== undefined };
    const html = await render(searchPath, searchPage, data);
    return c.body(html, 200, { ...headers, "Cache-Control": "private, no-cache" });
  });
}
