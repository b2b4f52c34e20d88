import type { DraftQuery } from "@quoin/model";
import { expect, test } from "vitest";

import { newId } from "../../new-id.ts";
import { openWorld, refusal } from "../../testing/world.ts";

const { as, clock, people, visitor } = await openWorld();

test("what a writer saves is what they read, to the byte", async () => {
  const body = "Tabs\there,  two spaces  \r\nand e\u0301 is not é.\u00a0";
  const { id } = await as("mara").draft.create({ title: "Bytes", body });
  expect(await as("mara").draft.read({ id })).toEqual({
    id,
    version: 1,
    kind: "post",
    featured: false,
    canonicalUrl: null,
    state: "draft",
    text: { title: "Bytes", excerpt: "", body, cover: null, tags: [], slug: null },
    author: { handle: "mara", name: "Mara" },
    authorId: people.mara.id,
    slug: null,
    publishedAt: null,
    schedule: null,
    missedAt: null,
    updatedAt: "2026-05-12T09:00:00.000Z",
    sharedUntil: null,
  });
});

test("saving a part leaves the rest as it was", async () => {
  const draft = await as("mara").draft.create({ title: "Kept", body: "Kept too.", tags: ["kept"] });
  const saved = await as("mara").draft.save({ ...draft, excerpt: "New." });
  expect(saved).toEqual({ outcome: "saved", version: 2 });
  const { text } = await as("mara").draft.read({ id: draft.id });
  expect(text).toMatchObject({ title: "Kept", body: "Kept too.", tags: ["kept"], excerpt: "New." });
});

test("a save says that the post is in the trash by now, and keeps the words there", async () => {
  const draft = await as("mara").draft.create({ title: "Kept" });
  await as("mara").post.trash(draft);
  const saved = await as("mara").draft.save({ ...draft, body: "Words." });
  expect(saved).toEqual({ outcome: "saved", version: 2, isTrashed: true });
  await as("mara").post.recover(draft);
  expect(await as("mara").draft.read(draft)).toMatchObject({ text: { body: "Words." } });
  const again = await as("mara").draft.save({ ...draft, version: 2, body: "More." });
  expect(again).toEqual({ outcome: "saved", version: 3 });
});

test("of twenty saves of one version at once exactly one is kept, and nineteen keep both texts", async () => {
  const draft = await as("mara").draft.create({ title: "Race", body: "Ready." });
  const saves = Array.from({ length: 20 }, (_, n) => {
    return as("mara").draft.save({ ...draft, body: `Text ${n}` });
  });
  const outcomes = await Promise.all(saves);
  const { text, version } = await as("mara").draft.read({ id: draft.id });
  expect(version).toBe(2);
  const winners = outcomes.flatMap(({ outcome }, n) => (outcome === "saved" ? [`Text ${n}`] : []));
  expect(winners).toEqual([text.body]);
  for (const [n, lost] of outcomes.entries()) {
    if (lost.outcome === "saved") continue;
    expect([lost.yours.body, lost.theirs.body, lost.version]).toEqual([`Text ${n}`, text.body, 2]);
  }
});

test("a body of more than 1 MB is refused, counted in bytes", async () => {
  const draft = await as("mara").draft.create({ title: "Long" });
  const most = "é".repeat(500_000);
  await as("mara").draft.save({ ...draft, body: most });
  const over = as("mara").draft.save({ id: draft.id, version: 2, body: `${most}é` });
  await expect(over).rejects.toEqual(refusal("input_invalid"));
  expect((await as("mara").draft.read({ id: draft.id })).text.body).toBe(most);
});

test("what no database can keep is refused, and what was kept before stays", async () => {
  const mara = as("mara");
  const draft = await mara.draft.create({ title: "Kept", body: "Kept." });
  for (const words of [{ body: "a\0b" }, { title: "\ud83d" }, { tags: ["\0"] }]) {
    await expect(mara.draft.save({ ...draft, ...words })).rejects.toEqual(refusal("input_invalid"));
  }
  await expect(visitor.post.bySlug({ slug: "\0" })).rejects.toEqual(refusal("input_invalid"));
  expect(await mara.draft.read(draft)).toMatchObject({ version: 1, text: { body: "Kept." } });
});

test("readers may not write, and nobody writes without signing in", async () => {
  await expect(as("rui").draft.create({ title: "Mine" })).rejects.toEqual(refusal("not_allowed"));
  await expect(as("rui").draft.preview({ body: "*" })).rejects.toEqual(refusal("not_allowed"));
  await expect(visitor.draft.create({ title: "Mine" })).rejects.toEqual(refusal("not_signed_in"));
});

test("another writer's draft looks as if it were not there; an editor's eyes see it", async () => {
  const draft = await as("mara").draft.create({ title: "Private" });
  const missing = { id: newId<"Post">(), version: 1 };
  const [teo, rui] = [as("teo"), as("rui")];
  for (const other of [draft, missing]) {
    for (const call of [
      () => teo.draft.read(other),
      () => teo.draft.save({ ...other, title: "Mine now" }),
      () => teo.post.publish(other),
      () => teo.post.unpublish(other),
      () => teo.post.trash(other),
      () => teo.post.recover(other),
      () => rui.draft.read(other),
    ]) {
      await expect(call()).rejects.toEqual(refusal("post_not_found"));
    }
  }
  expect(await as("ines").draft.read({ id: draft.id })).toMatchObject({ version: 1 });
});

test("a cover that does not exist is refused, and nothing is kept", async () => {
  const cover = newId<"Media">();
  const created = as("mara").draft.create({ title: "Cover", cover });
  await expect(created).rejects.toEqual(refusal("media_not_found"));
  const draft = await as("mara").draft.create({ title: "Cover" });
  const saved = as("mara").draft.save({ ...draft, title: "Lost", cover });
  await expect(saved).rejects.toEqual(refusal("media_not_found"));
  expect(await as("mara").draft.read({ id: draft.id })).toMatchObject({ version: 1 });
});

test("a preview is what publishing then makes public", async () => {
  const first = await as("mara").draft.create({ title: "First", tags: ["Typ", "Old"] });
  await as("mara").post.publish(first);
  for (const [slug, name] of [
    ["typ", "Type"],
    ["old", "New"],
  ] as const) {
    const { items } = await as("ines").tag.list({ begins: slug });
    await as("ines").tag.update({
      slug,
      name,
      seen: { name: items[0]?.name ?? "", description: "" },
    });
  }
  const tags = ["Type", "type", "Hand tools", "old", "New"];
  const words = { body: "## Wedges\n\nA *quoin*.", tags };
  for (const [slug, excerpt] of [
    ["one", "Short."],
    ["two", ""],
  ] as const) {
    const preview = await as("mara").draft.preview({ ...words, excerpt });
    const draft = await as("mara").draft.create({ ...words, excerpt, title: slug, slug });
    await as("mara").post.publish(draft);
    expect(await visitor.post.bySlug({ slug })).toMatchObject(preview);
  }
});

test("a preview is what readers would see, sanitised", async () => {
  const { html } = await as("mara").draft.preview({ body: "**Bold** <script>alert(1)</script>" });
  expect(html).toContain("<strong>Bold</strong>");
  expect(html).not.toContain("<script");
});

test("drafts are listed newest change first, mine or everybody's", async () => {
  const first = await as("mara").draft.create({ title: "First" });
  clock.advance(1000);
  await as("teo").draft.create({ title: "Teo's" });
  clock.advance(1000);
  await as("mara").draft.create({ title: "Second" });
  clock.advance(1000);
  await as("mara").draft.save({ ...first, excerpt: "Changed." });
  const titles = async (who: "mara" | "ines" | "rui", whose: "mine" | "all") =>
    (await as(who).draft.list({ whose })).items.map(({ title }) => title);
  expect(await titles("mara", "mine")).toEqual(["First", "Second"]);
  expect(await titles("mara", "all")).toEqual(["First", "Second"]); // all that a writer may edit
  expect(await titles("ines", "mine")).toEqual([]);
  expect(await titles("ines", "all")).toEqual(["First", "Second", "Teo's"]);
  expect(await titles("rui", "all")).toEqual([]);
});

test("the list says where each post stands, and shows the trash only when asked", async () => {
  const make = (title: string) => as("mara").draft.create({ title });
  await make("draft");
  await as("mara").post.publish(await make("live"));
  for (const change of [{ title: "changed" }, { slug: "moving" }]) {
    const post = await make("changed");
    await as("mara").post.publish(post);
    await as("mara").draft.save({ ...post, ...change, excerpt: change.slug ? "" : "New." });
  }
  await as("mara").post.trash(await make("trashed"));

  await as("mara").post.publish({ ...(await make("timed")), at: "2026-05-13T09:00:00.000Z" });

  const states = async (state: DraftQuery["state"]) => {
    const { items } = await as("mara").draft.list({ state });
    for (const { id, state: listed, schedule } of items) {
      const read = await as("mara").draft.read({ id });
      expect({ state: listed, schedule }).toEqual({ state: read.state, schedule: read.schedule });
    }
    return items.map((item) => (item.schedule ? "scheduled" : item.state)).toSorted();
  };
  expect(await states("all")).toEqual(["changed", "changed", "draft", "live", "scheduled"]);
  expect(await states("draft")).toEqual(["draft"]);
  expect(await states("live")).toEqual(["changed", "changed", "live"]);
  expect(await states("changed")).toEqual(["changed", "changed"]);
  expect(await states("scheduled")).toEqual(["scheduled"]);
  expect(await states("trashed")).toEqual(["trashed"]);
});

test("what readers have can be compared with the draft, by those who may edit it", async () => {
  const draft = await as("mara").draft.create({ title: "One", body: "Live.", tags: ["a"] });
  expect(await as("mara").draft.live(draft)).toEqual({ text: null });
  await as("mara").post.publish(draft);
  await as("mara").draft.save({ ...draft, body: "Not yet.", tags: [] });
  expect(await as("mara").draft.live(draft)).toEqual({
    text: { title: "One", excerpt: "", body: "Live.", cover: null, tags: ["a"], slug: "one" },
  });
  await expect(as("teo").draft.live(draft)).rejects.toEqual(refusal("not_allowed"));
});

test("paging through drafts of one moment misses none and repeats none", async () => {
  const made: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    made.push((await as("mara").draft.create({ title: `Draft ${n}` })).id);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await as("mara").draft.list({ limit: 3, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual(made.toSorted());
});
