import { beforeEach, expect, test } from "vitest";

import { publicChannel } from "../../public-changed.ts";
import { openWorld, refusal } from "../../testing/world.ts";
import { newestPosts } from "../reading/post.ts";
import { recentTags } from "../reading/recent-tags.ts";

const { as, clock, database, services, visitor } = await openWorld();

let heard = 0;
await database.listen(publicChannel, () => (heard += 1));

const read = () => visitor.post.bySlug({ slug: "on-quoins" });
const words = { title: "On Quoins", body: "A wedge.", slug: "on-quoins", tags: ["Type"] };

let draft = { id: "", version: 1 };
beforeEach(async () => {
  draft = await as("mara").draft.create(words);
  await as("mara").post.publish(draft);
});

test("what is true of a post counts at once, whatever its words do", async () => {
  const canonicalUrl = "https://elsewhere.example/wedges?a=1";
  await as("mara").draft.save({ ...draft, title: "On Wedges" });
  const facts = { id: draft.id, kind: "post", featured: true, canonicalUrl };
  expect(await as("mara").post.update({ id: draft.id, featured: true, canonicalUrl })).toEqual(
    facts,
  );
  expect(await read()).toMatchObject({ title: "On Quoins", featured: true, canonicalUrl });
  expect(await as("mara").draft.read(draft)).toMatchObject({ ...facts, version: 2 });
  expect(await as("mara").post.update({ id: draft.id, canonicalUrl: null })).toMatchObject({
    featured: true,
    canonicalUrl: null,
  });
});

test("a post that becomes a page keeps its address and leaves every list", async () => {
  for (const [slug, moments] of [
    ["before", 0],
    ["after", 2],
  ] as const) {
    clock.advance(moments * 1000);
    const other = await as("mara").draft.create({ ...words, slug, title: slug });
    await as("mara").post.publish(other);
  }
  const lists = async () => {
    const [all, tag, author, featured, feed, tags, counted] = await Promise.all([
      visitor.post.list({}),
      visitor.post.list({ tag: "type" }),
      visitor.post.list({ author: "mara" }),
      visitor.post.list({ featured: true }),
      newestPosts(services, { limit: 10 }).then((items) => ({ items })),
      recentTags(services, 10),
      as("mara").tag.list({}),
    ]);
    const sizes = [all, tag, author, featured, feed].map(({ items }) => items.length);
    return { sizes, tags: tags.length, counted: counted.items[0]?.count };
  };
  await as("mara").post.update({ id: draft.id, featured: true });
  expect(await lists()).toEqual({ sizes: [3, 3, 3, 1, 3], tags: 1, counted: 3 });
  const beside = await visitor.post.neighbours({ slug: "after" });
  expect(beside.previous).not.toBeNull();

  await as("mara").post.update({ id: draft.id, kind: "page" });
  expect(await lists()).toEqual({ sizes: [2, 2, 2, 0, 2], tags: 1, counted: 2 });
  expect(await read()).toMatchObject({ kind: "page", title: "On Quoins" });
  expect(await visitor.post.neighbours({ slug: "on-quoins" })).toEqual({
    previous: null,
    next: null,
  });
  const around = await visitor.post.neighbours({ slug: "after" });
  expect(around).toEqual({ previous: { slug: "before", title: "before" }, next: null });

  await as("mara").post.update({ id: draft.id, kind: "post" });
  expect(await lists()).toEqual({ sizes: [3, 3, 3, 1, 3], tags: 1, counted: 3 });
});

test("only its writer or an editor may, and not in the trash", async () => {
  await expect(as("teo").post.update({ id: draft.id, featured: true })).rejects.toEqual(
    refusal("not_allowed"),
  );
  const secret = await as("mara").draft.create({ title: "Private" });
  await expect(as("teo").post.update({ id: secret.id, featured: true })).rejects.toEqual(
    refusal("post_not_found"),
  );
  await as("ines").post.update({ id: draft.id, featured: true });
  await as("mara").post.trash({ id: draft.id });
  await expect(as("ada").post.update({ id: draft.id, featured: false })).rejects.toEqual(
    refusal("post_not_found"),
  );
});

test("every process hears of it when readers can see it, and only when it changed", async () => {
  const { id } = draft;
  const secret = await as("mara").draft.create({ title: "Private" });
  const steps: [object, string, number][] = [
    [{ featured: true }, id, 1],
    [{ featured: true, kind: "post" }, id, 0],
    [{ kind: "page" }, id, 1],
    [{ canonicalUrl: "https://a.example/" }, id, 1],
    [{}, id, 0],
    [{ featured: true }, secret.id, 0],
  ];
  for (const [facts, of, expected] of steps) {
    await changesHeard();
    heard = 0;
    await as("mara").post.update({ ...facts, id: of });
    expect([facts, await changesHeard()]).toEqual([facts, expected]);
  }
});

const mark = "quoin_facts_mark";
let marks = 0;
await database.listen(mark, () => (marks += 1));

/** Notices arrive in the order of commits: once the mark is heard, so is all that was before it. */
async function changesHeard(): Promise<number> {
  const before = marks;
  await database.db.execute(`SELECT pg_notify('${mark}', '')`);
  await expect.poll(() => marks).toBe(before + 1);
  return heard;
}
