import { expect, test } from "vitest";

import { openWorld, refusal } from "../../testing/world.ts";
import { findPost } from "../reading/post.ts";

const { as, clock, services, visitor } = await openWorld();

const mara = () => as("mara");
const find = (slug: string) => findPost(services, slug);

/** A live post under an address. */
async function publish(slug: string | null, title = "On Quoins") {
  const draft = await mara().draft.create({ title, body: "A wedge.", slug });
  const { outcome } = await mara().post.publish(draft);
  expect(outcome).toBe("published");
  return draft.id;
}

/** Where a new draft would be. */
async function ahead(slug: string | null, title = "On Quoins") {
  const { id } = await mara().draft.create({ title, slug });
  return mara().draft.address({ id, slug, title });
}

/** Publishes the post under another address. */
async function move(id: Awaited<ReturnType<typeof publish>>, slug: string) {
  const { version } = await mara().draft.read({ id });
  await mara().draft.save({ id, version, slug });
  await mara().post.publish({ id, version: version + 1 });
}

test("a changed address takes effect when it is published, and every old one leads to it", async () => {
  const id = await publish("one");
  await mara().draft.save({ id, version: 1, slug: "two" });
  expect(await find("one")).toMatchObject({ outcome: "found" });
  expect(await find("two")).toEqual({ outcome: "missing" });
  await mara().post.publish({ id, version: 2 });
  await move(id, "three");
  expect(await find("one")).toEqual({ outcome: "moved", slug: "three" });
  expect(await find("two")).toEqual({ outcome: "moved", slug: "three" });
  expect(await find("three")).toMatchObject({ outcome: "found", post: { slug: "three" } });
  const moved = visitor.post.bySlug({ slug: "one" });
  await expect(moved).rejects.toMatchObject({ cause: { details: { movedTo: "three" } } });
});

test("a post may take back an address it had, and nobody else may", async () => {
  const id = await publish("one");
  await move(id, "two");
  const other = await mara().draft.create({ title: "Other", slug: "one" });
  await expect(mara().post.publish(other)).rejects.toEqual(refusal("slug_taken"));
  await move(id, "one");
  expect(await find("one")).toMatchObject({ outcome: "found" });
  expect(await find("two")).toEqual({ outcome: "moved", slug: "one" });
});

test("of many who publish under one address at once exactly one has it", async () => {
  const drafts = [];
  for (let n = 0; n < 5; n += 1)
    drafts.push(await mara().draft.create({ title: "It", slug: "it" }));
  const outcomes = await Promise.allSettled(drafts.map((draft) => mara().post.publish(draft)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toEqual(refusal("slug_taken"));
  }
});

test("without a wish the title names the address, and posts of one title are numbered", async () => {
  const slugs = [];
  for (const title of ["Çedilla & Co.", "Çedilla & Co.", "Desk", "!!!", "日本語"]) {
    const id = await publish(null, title);
    slugs.push((await mara().draft.read({ id })).slug);
  }
  expect(slugs).toEqual(["cedilla-co", "cedilla-co-2", "desk-2", "untitled", "日本語"]);
});

test("thirty posts of one title all find an address", async () => {
  const slugs = new Set<string | null>();
  for (let n = 0; n < 30; n += 1) {
    const id = await publish(null, "Again");
    slugs.add((await mara().draft.read({ id })).slug);
  }
  expect(slugs.size).toBe(30);
});

test("a later title does not move a post", async () => {
  const id = await publish(null, "First Title");
  await mara().draft.save({ id, version: 1, title: "Second Title" });
  await mara().post.publish({ id, version: 2 });
  expect(await find("first-title")).toMatchObject({ post: { title: "Second Title" } });
});

test("an address that Quoin needs itself is refused", async () => {
  const draft = await mara().draft.create({ title: "Desk", slug: "desk" });
  await expect(mara().post.publish(draft)).rejects.toEqual(refusal("slug_reserved"));
});

test("an unpublished post is out of sight, keeps its address, and returns to its place", async () => {
  const id = await publish("one");
  await publish("other");
  clock.advance(60_000);
  expect(await mara().post.unpublish({ id })).toEqual({ id, state: "draft" });
  expect(await find("one")).toEqual({ outcome: "missing" });
  const other = await mara().draft.create({ title: "Thief", slug: "one" });
  await expect(mara().post.publish(other)).rejects.toEqual(refusal("slug_taken"));
  await mara().post.publish({ id, version: 1 });
  expect(await find("one")).toMatchObject({
    post: { publishedAt: "2026-05-12T09:00:00.000Z", updatedAt: "2026-05-12T09:00:00.000Z" },
  });
});

test("a trashed post's addresses say that it is gone; recovered, it is what it was", async () => {
  const id = await publish("one");
  await move(id, "two");
  expect(await mara().post.trash({ id })).toEqual({ id, state: "trashed" });
  expect([await find("one"), await find("two")]).toEqual([
    { outcome: "gone" },
    { outcome: "gone" },
  ]);
  expect((await visitor.post.list({})).items).toEqual([]);
  const publishing = mara().post.publish({ id, version: 2 });
  await expect(publishing).rejects.toEqual(refusal("post_not_found"));
  expect(await mara().post.recover({ id })).toEqual({ id, state: "live" });
  expect(await find("two")).toMatchObject({ outcome: "found" });
  expect(await find("one")).toEqual({ outcome: "moved", slug: "two" });
  expect((await visitor.post.list({})).items).toHaveLength(1);
});

test("words typed into a trashed post are kept", async () => {
  const draft = await mara().draft.create({ title: "Open in a tab" });
  await mara().post.trash({ id: draft.id });
  await mara().draft.save({ ...draft, body: "Still typing." });
  await mara().post.recover({ id: draft.id });
  expect((await mara().draft.read({ id: draft.id })).text.body).toBe("Still typing.");
});

test("a writer is told beforehand where a post will be, and that an address is taken", async () => {
  expect(await ahead(null)).toEqual({ slug: "on-quoins", isFree: true });
  await publish("on-quoins");
  expect(await ahead(null)).toEqual({ slug: "on-quoins-2", isFree: true });
  expect(await ahead("on-quoins")).toEqual({ slug: "on-quoins", isFree: false });
  expect(await ahead("desk")).toEqual({ slug: "desk", isFree: false });
  expect(await ahead(null, "Desk")).toEqual({ slug: "desk-2", isFree: true });
  expect(await ahead(null, "!!!")).toEqual({ slug: "untitled", isFree: true });
});

test("a post's own addresses are free to it, and only to those who may edit it", async () => {
  const id = await publish("one");
  await move(id, "two");
  const ask = { id, slug: null, title: "Other" };
  expect(await mara().draft.address(ask)).toEqual({ slug: "two", isFree: true });
  expect(await mara().draft.address({ ...ask, slug: "one" })).toEqual({
    slug: "one",
    isFree: true,
  });
  await expect(as("teo").draft.address(ask)).rejects.toEqual(refusal("not_allowed"));
});
