import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { openWorld } from "../../testing/world.ts";
import { neighbourLists } from "./neighbours.ts";
import { postLists } from "./post-list.ts";

const { as, clock, people, services, visitor } = await openWorld();

async function publish(who: "mara" | "teo", title: string, tags: string[] = []) {
  const draft = await as(who).draft.create({ title, tags });
  await as(who).post.publish(draft);
  return draft;
}

const titles = async (query: Parameters<typeof visitor.post.list>[0]) =>
  (await visitor.post.list(query)).items.map(({ title }) => title);

test("public posts are listed newest first, by tag and by author too", async () => {
  for (const [who, title, tags] of [
    ["mara", "One", ["Type"]],
    ["teo", "Two", ["Software", "Type"]],
    ["mara", "Three", ["Paper"]],
  ] as const) {
    await publish(who, title, [...tags]);
    clock.advance(1000);
  }
  await as("mara").draft.create({ title: "Private", tags: ["Type"] });
  expect(await titles({})).toEqual(["Three", "Two", "One"]);
  expect(await titles({ tag: "type" })).toEqual(["Two", "One"]);
  expect(await titles({ author: "mara" })).toEqual(["Three", "One"]);
  expect(await titles({ tag: "type", author: "teo" })).toEqual(["Two"]);
  expect(await titles({ tag: "none" })).toEqual([]);
  expect(await titles({ author: "nobody" })).toEqual([]);
});

test("featured posts are a list of their own, of a tag or an author too", async () => {
  for (const [who, title] of [
    ["mara", "One"],
    ["teo", "Two"],
    ["mara", "Three"],
  ] as const) {
    const { id } = await publish(who, title, ["Type"]);
    if (title !== "Three") await as("ines").post.update({ id, featured: true });
    clock.advance(1000);
  }
  expect(await titles({ featured: true })).toEqual(["Two", "One"]);
  expect(await titles({ featured: true, tag: "type" })).toEqual(["Two", "One"]);
  expect(await titles({ featured: true, author: "mara" })).toEqual(["One"]);
  const { items, nextCursor } = await visitor.post.list({ featured: true, limit: 1 });
  expect(items).toMatchObject([{ title: "Two", featured: true }]);
  expect(await titles({ featured: true, cursor: nextCursor ?? "" })).toEqual(["One"]);
});

test("a page has an address and is in no list", async () => {
  const page = await as("mara").draft.create({ kind: "page", title: "About" });
  await as("mara").post.publish(page);
  expect(await titles({})).toEqual([]);
  expect(await visitor.post.bySlug({ slug: "about" })).toMatchObject({ kind: "page" });
});

test("paging over posts of one moment misses none and repeats none", async () => {
  for (let n = 0; n < 7; n += 1) await publish("mara", `Post ${n}`, ["Same"]);
  for (const which of [{}, { author: "mara" }, { tag: "same" }]) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await visitor.post.list({ ...which, limit: 3, cursor });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, n) => `Post ${n}`));
  }
});

test("a cursor that is none is refused, and a list ends", async () => {
  await expect(visitor.post.list({ cursor: "2026" })).rejects.toThrow("not as it should be");
  await publish("mara", "Only");
  expect((await visitor.post.list({ limit: 1 })).nextCursor).toBeNull();
});

test("the tags of a post are those of its published words, each spelt as it was first", async () => {
  const draft = await publish("mara", "One", ["Typography", "TYPOGRAPHY", "Ink"]);
  await publish("teo", "Two", ["typography"]);
  const { items } = await visitor.post.list({ tag: "typography" });
  const typography = { slug: "typography", name: "Typography" };
  expect(items.map(({ tags }) => tags)).toEqual([
    [typography],
    [{ slug: "ink", name: "Ink" }, typography],
  ]);
  await as("mara").draft.save({ ...draft, tags: ["Paper"] });
  expect(await titles({ tag: "ink" })).toEqual(["One"]);
  await as("mara").post.publish({ id: draft.id, version: 2 });
  expect(await titles({ tag: "ink" })).toEqual([]);
  expect(await titles({ tag: "paper" })).toEqual(["One"]);
  await as("mara").post.unpublish({ id: draft.id });
  expect(await titles({ tag: "paper" })).toEqual([]);
});

test("each list reads on from its own index, however many posts there are", async () => {
  await manyPosts(3000);
  expect(await plan(postLists.all(services.db).toSQL())).toContain("posts_public");
  expect(await plan(postLists.byAuthor(services.db).toSQL())).toContain("posts_author");
  expect(await plan(postLists.featured(services.db).toSQL())).toContain("posts_featured");
  const byTag = await plan(postLists.byTag(services.db).toSQL(), { author: "NULL" });
  expect(byTag).toContain("post_tags_list");
  for (const list of [neighbourLists.previous, neighbourLists.next]) {
    expect(await plan(list(services.db).toSQL())).toMatch(/posts_public[^]*Index Cond: \(ROW/);
  }
});

/** The plan of a list's first page; it may neither read a whole table nor sort one. */
async function plan(
  query: { sql: string; params: unknown[] },
  others: Record<string, string> = {},
): Promise<string> {
  const values: Record<string, string> = {
    at: "'infinity'",
    id: "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
    author: "'mara'",
    featured: "false",
    tag: "'common'",
    limit: "21",
    slug: "'post-7'",
    ...others,
  };
  const text = query.sql.replace(/\$(\d+)/g, (_, number: string) => {
    const param = query.params[Number(number) - 1];
    const name = typeof param === "object" && param !== null && "name" in param ? param.name : "";
    return values[String(name)] ?? `'${String(param)}'`;
  });
  const { rows } = await services.db.execute<Record<string, string>>(sql.raw(`EXPLAIN ${text}`));
  const lines = rows.map((row) => row["QUERY PLAN"] ?? "");
  expect(lines.join("\n")).not.toMatch(/Seq Scan on (posts|post_tags|revisions)/);
  return lines.join("\n");
}

/** Posts with a common tag, a minute apart; one in fifty is Mara's, another featured. */
async function manyPosts(count: number): Promise<void> {
  const { mara, teo } = people;
  await services.db.execute(sql`
    INSERT INTO posts (id, author_id, slug, published_at, featured)
    SELECT gen_random_uuid(), CASE n % 50 WHEN 0 THEN ${mara.id}::uuid ELSE ${teo.id}::uuid END, 'post-' || n,
      '2026-01-01'::timestamptz + n * interval '1 minute', n % 50 = 1 FROM generate_series(1, ${count}::int) AS n`);
  await services.db.execute(sql`
    INSERT INTO revisions (id, post_id, number, title, excerpt, body, tags, author_id, reason,
      created_at, html, plain_text, headings, reading_seconds, renderer_version)
    SELECT gen_random_uuid(), id, 1, slug, '', '', '{}', author_id, 'published',
      published_at, '', '', '[]', 1, 1 FROM posts`);
  await services.db.execute(sql`UPDATE posts SET published_revision_id = revisions.id
    FROM revisions WHERE revisions.post_id = posts.id`);
  await services.db.execute(sql`
    INSERT INTO tags (id, slug, name) VALUES (gen_random_uuid(), 'common', 'Common')`);
  await services.db.execute(sql`INSERT INTO post_tags (post_id, tag_id, published_at)
    SELECT posts.id, tags.id, posts.published_at FROM posts, tags`);
  for (const table of ["posts", "revisions", "tags", "post_tags"]) {
    await services.db.execute(sql.raw(`ANALYZE ${table}`));
  }
}
