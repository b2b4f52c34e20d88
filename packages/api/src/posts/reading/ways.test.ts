import { readFile } from "node:fs/promises";

import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { openWorld } from "../../testing/world.ts";
import { nearestPosts, nearestStatement } from "../search/nearest.ts";
import { recentTags } from "./recent-tags.ts";

const { as, clock, services, visitor } = await openWorld();

async function publish(title: string, more: object = {}) {
  clock.advance(60_000);
  const draft = await as("mara").draft.create({ title, body: "Words.", ...more });
  await as("mara").post.publish(draft);
  return draft;
}
const beside = async (slug: string) => {
  const { previous, next } = await visitor.post.neighbours({ slug });
  return [previous?.slug, next?.slug];
};

test("a post knows the public posts before and after it", async () => {
  await publish("One");
  const two = await publish("Two");
  await publish("About", { kind: "page" });
  await publish("Three");
  await as("mara").draft.create({ title: "Four" });
  expect(await beside("one")).toEqual([undefined, "two"]);
  expect(await beside("two")).toEqual(["one", "three"]);
  expect(await beside("three")).toEqual(["two", undefined]);
  expect(await beside("about")).toEqual([undefined, undefined]);
  expect(await visitor.post.neighbours({ slug: "one" })).toEqual({
    previous: null,
    next: { slug: "two", title: "Two" },
  });
  await as("mara").post.trash(two);
  expect(await beside("one")).toEqual([undefined, "three"]);
  expect(await beside("two")).toEqual([undefined, undefined]);
});

const near = async (address: string) =>
  (await nearestPosts(services, { address, limit: 5 })).map(({ slug }) => slug);

test("a wrong address leads to posts with words like its own", async () => {
  await publish("On Quoins and Wedges");
  const secret = await publish("Quoins in secret");
  await as("mara").post.trash(secret);
  for (const address of ["/blog/2024/quoins.html", "/on-quoinz", "/wedgee"]) {
    expect(await near(address), address).toEqual(["on-quoins-and-wedges"]);
  }
  for (const address of ["/", "/on", "/wp-login.php", "/'--", `/${"x".repeat(5000)}`]) {
    expect(await near(address), address).toEqual([]);
  }
});

test("titles that were public before they were kept are found too", async () => {
  await publish("On Quoins and Wedges", { tags: ["Ink"], excerpt: "Of vermilion." });
  const file = new URL("../../../migrations/0005_title_words.sql", import.meta.url);
  const [fill = ""] = (await readFile(file, "utf8")).split("--> statement-breakpoint").slice(-1);
  await services.db.execute(sql`DELETE FROM title_words`);
  expect(await near("/wedges")).toEqual([]);
  await services.db.execute(sql.raw(fill));
  expect(await near("/wedges")).toEqual(["on-quoins-and-wedges"]);
  expect(await near("/vermilion-ink")).toEqual([]);
});

test("near titles are read from their index, however many there are", async () => {
  const { id } = await publish("One");
  await services.db.execute(sql`
    INSERT INTO posts (id, author_id) SELECT gen_random_uuid(), author_id
    FROM posts, generate_series(1, 3000) WHERE posts.id = ${id}`);
  await services.db.execute(sql`INSERT INTO title_words (word, post_id)
    SELECT word, id FROM posts, unnest(ARRAY['wedge', 'type', md5(id::text)]) AS word`);
  for (const table of ["posts", "title_words"])
    await services.db.execute(sql.raw(`ANALYZE ${table}`));
  const asked = JSON.stringify([{ from: "wedge", to: "wedge", points: 2 }]);
  const { rows } = await services.db.execute<Record<string, string>>(
    sql`EXPLAIN ${nearestStatement(services.db, { asked, limit: 5 }).getSQL()}`,
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("title_words_pair");
  expect(plan).not.toMatch(/Seq Scan on (posts|title_words|revisions)/);
});

test("what is written about these days are the tags of what is public", async () => {
  await publish("One", { tags: ["Ink", "Paper"] });
  await publish("Two", { tags: ["paper"] });
  await as("mara").draft.create({ title: "Three", tags: ["Secret"] });
  expect(await recentTags(services, 5)).toEqual([
    { slug: "paper", name: "Paper" },
    { slug: "ink", name: "Ink" },
  ]);
  expect(await recentTags(services, 1)).toHaveLength(1);
});
