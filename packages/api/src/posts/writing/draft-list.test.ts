import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Place } from "../../cursor.ts";
import { openWorld, refusal } from "../../testing/world.ts";
import { drafts } from "../tables/draft.table.ts";
import { draftList } from "./draft-list.ts";

const { as, people, services } = await openWorld();
type Query = Parameters<ReturnType<typeof as>["draft"]["list"]>[0];

const titles = async (query: Query) =>
  (await as("mara").draft.list(query)).items.map(({ title }) => title).toSorted();

test("a draft is found by any part of its title, in capitals or not", async () => {
  for (const title of ["On Quoins", "On Wedges", "ÜBER Keile", "Proofs"]) {
    await as("mara").draft.create({ title, body: "quoin" });
  }
  await as("teo").draft.create({ title: "Quoins of Teo" });
  expect(await titles({ query: "QUOIN" })).toEqual(["On Quoins"]);
  expect(await titles({ query: " on " })).toEqual(["On Quoins", "On Wedges"]);
  expect(await titles({ query: "über" })).toEqual(["ÜBER Keile"]);
  expect(await titles({ query: "n w" })).toEqual(["On Wedges"]);
  expect(await titles({ query: "" })).toHaveLength(4);
  expect(await titles({ query: "nothing" })).toEqual([]);
});

test("what a pattern would make of a search is taken word for word", async () => {
  for (const title of ["100 %", "100 units", "snake_case", "snakeXcase", "back\\slash"]) {
    await as("mara").draft.create({ title });
  }
  expect(await titles({ query: "0 %" })).toEqual(["100 %"]);
  expect(await titles({ query: "%" })).toEqual(["100 %"]);
  expect(await titles({ query: "e_c" })).toEqual(["snake_case"]);
  expect(await titles({ query: "k\\s" })).toEqual(["back\\slash"]);
  expect(await titles({ query: "\\" })).toEqual(["back\\slash"]);
});

test("a text without a title is found by its first words, and shows them", async () => {
  await as("mara").draft.create({ title: " ", body: `The lost line. ${"x".repeat(200)} Far end.` });
  await as("mara").draft.create({ title: "Titled", body: "The lost line." });
  const { items } = await as("mara").draft.list({ query: "lost LINE" });
  expect(items).toMatchObject([{ opening: expect.stringMatching(/^The lost line\. x+$/) }]);
  expect(await titles({ query: "far end" })).toEqual([]);
  const [titled] = (await as("mara").draft.list({ query: "titled" })).items;
  expect(titled).toMatchObject({ opening: "" });
});

test("a search of more than 100 characters is refused", async () => {
  const asked = as("mara").draft.list({ query: "x".repeat(101) });
  await expect(asked).rejects.toEqual(refusal("input_invalid"));
});

test("paging through what a search finds misses none and repeats none", async () => {
  for (let n = 0; n < 7; n += 1) {
    await as("mara").draft.create({ title: `Found ${n}` });
    await as("mara").draft.create({ title: `Other ${n}` });
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await as("mara").draft.list({ query: "found", limit: 3, cursor });
    seen.push(...page.items.map(({ title }) => title));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, n) => `Found ${n}`));
});

test("a search among very many says that there is more to look at, and finds it", async () => {
  await manyDrafts(7000);
  const found: string[] = [];
  let pages = 0;
  let cursor: string | undefined;
  do {
    const page = await as("ines").draft.list({
      whose: "all",
      query: "post 42",
      cursor,
      limit: 100,
    });
    found.push(...page.items.map(({ title }) => title));
    cursor = page.nextCursor ?? undefined;
    pages += 1;
  } while (cursor !== undefined);
  // 42, 420 … 429 and 4200 … 4299, but for those in the trash.
  expect(found).toHaveLength(111 - 2);
  expect(new Set(found).size).toBe(found.length);
  expect(pages).toBe(3);
});

test("every filter reads on from an index, however many drafts there are", async () => {
  await manyDrafts(5000);
  for (const state of ["all", "draft", "live"] as const) {
    const read = await plan({ state });
    expect(read, state).toContain("drafts_updated");
    expect(read, state).not.toMatch(/Seq Scan on (posts|drafts|revisions)/);
  }
  // What is searched for is looked for in a part of the index.
  const [end] = await services.db
    .select({ at: drafts.updatedAt, id: drafts.postId })
    .from(drafts)
    .where(eq(drafts.title, "Post 4000"));
  for (const query of [{ state: "changed" }, { query: "post 4" }, { query: "nothing" }] as const) {
    expect(await plan(query, end)).toMatch(/drafts_updated[^]*Index Cond: [^\n]*>= ROW/);
  }
  expect(await plan({ state: "scheduled" })).toContain("posts_scheduled");
  expect(await plan({ state: "trashed" })).toContain("posts_trashed");
  expect(await plan({ whose: "mine" })).toMatch(/posts_mine|drafts_updated/);
});

/** The plan of everybody's first page. */
async function plan(query: Partial<Query>, end?: Place): Promise<string> {
  const page = { whose: "all", state: "all", limit: 20, ...query } as const;
  const asked = draftList(services.db, people.ines, page, end);
  const { rows } = await services.db.execute<Record<string, string>>(
    sql`EXPLAIN ${asked.getSQL()}`,
  );
  return rows.map((row) => row["QUERY PLAN"] ?? "").join("\n");
}

/** Drafts a minute apart: every other one is live, one in fifty Mara's, in the trash, or scheduled. */
async function manyDrafts(count: number): Promise<void> {
  const { mara, teo } = people;
  await services.db.execute(sql`INSERT INTO posts (id, author_id, slug, trashed_at)
    SELECT gen_random_uuid(), CASE n % 50 WHEN 0 THEN ${mara.id}::uuid ELSE ${teo.id}::uuid END,
      'post-' || n, CASE n % 50 WHEN 1 THEN ${services.now()}::timestamptz END
    FROM generate_series(0, ${count - 1}::int) n`);
  await services.db.execute(sql`INSERT INTO revisions (id, post_id, number, title, excerpt, body,
      tags, author_id, reason, created_at, html, plain_text, headings, reading_seconds,
      renderer_version)
    SELECT gen_random_uuid(), id, 1, replace(slug, 'post-', 'Post '), '', '', '{}', author_id,
      'published', ${services.now()}, '', '', '[]', 1, 1 FROM posts`);
  await services.db.execute(sql`INSERT INTO drafts (post_id, title, updated_at)
    SELECT post_id, title, created_at + replace(title, 'Post ', '')::int * interval '1 minute'
    FROM revisions`);
  await services.db.execute(sql`UPDATE posts SET published_at = created_at,
      published_revision_id = revisions.id
    FROM revisions WHERE post_id = posts.id AND right(slug, 1) IN ('1', '3', '5', '7', '9')`);
  await services.db.execute(sql`UPDATE posts SET publish_at = created_at,
      scheduled_revision_id = revisions.id, scheduled_slug = slug, scheduled_by_id = posts.author_id
    FROM revisions WHERE post_id = posts.id AND trashed_at IS NULL AND right(slug, 2) = '42'`);
  await services.db.execute(sql`ANALYZE posts, drafts, revisions`);
}

test("a list tells of very long texts where they stand, as it does of short ones", async () => {
  const at = new Date(Date.parse(services.now()) + 3_600_000).toISOString();
  for (const [length, size] of [
    [10, "short"],
    [120_000, "long"],
  ] as const) {
    const body = "words ".repeat(length);
    const other = "sword ".repeat(length); // as long, and not the same
    const make = async (title: string, slug = `${size}-${title}`) =>
      as("mara").draft.create({ title: `${size} ${title}`, slug, body });
    await make("draft");
    await as("mara").post.publish(await make("live"));
    const changed = await make("changed");
    await as("mara").post.publish(changed);
    await as("mara").draft.save({ ...changed, body: other });
    await as("mara").post.publish({ ...(await make("waiting")), at });
    const stale = await make("stale");
    await as("mara").post.publish({ ...stale, at });
    await as("mara").draft.save({ ...stale, body: other });
    const moved = await make("moved");
    await as("mara").post.publish(moved);
    await as("mara").draft.save({ ...moved, slug: `${size}-elsewhere` });
  }
  const { items } = await as("mara").draft.list({ limit: 50 });
  const told = items.map(({ title, state, schedule }) => [title, state, schedule?.isCurrent]);
  const expected = ["short", "long"].flatMap((size) => [
    [`${size} changed`, "changed", undefined],
    [`${size} draft`, "draft", undefined],
    [`${size} live`, "live", undefined],
    [`${size} moved`, "changed", undefined],
    [`${size} stale`, "draft", false],
    [`${size} waiting`, "draft", true],
  ]);
  expect(new Map(told.map(([title, ...rest]) => [title, rest]))).toEqual(
    new Map(expected.map(([title, ...rest]) => [title, rest])),
  );
});
