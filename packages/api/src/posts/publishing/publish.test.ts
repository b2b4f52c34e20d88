import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { people as rows } from "../../people/person.table.ts";
import { openWorld, refusal } from "../../testing/world.ts";
import { publishPost } from "./publish.ts";

const { as, people, services, visitor } = await openWorld();

const words = { title: "On Quoins", body: "A quoin is a wedge.", slug: "on-quoins" };
const read = () => visitor.post.bySlug({ slug: words.slug });

test("a live post's edits stay private until they are published", async () => {
  const draft = await as("mara").draft.create(words);
  await expect(read()).rejects.toEqual(refusal("post_not_found"));
  await as("mara").post.publish(draft);
  await as("mara").draft.save({ ...draft, ...words, title: "On Wedges" });
  expect(await read()).toMatchObject({ title: "On Quoins" });
  await as("mara").post.publish({ id: draft.id, version: 2 });
  expect(await read()).toMatchObject({ title: "On Wedges" });
});

test("a stale version is a conflict with both texts, and changes nothing", async () => {
  const draft = await as("mara").draft.create(words);
  const before = { ...words, excerpt: "", cover: null, tags: [] };
  const [theirs, yours] = [
    { ...before, body: "Hers." },
    { ...before, body: "Mine." },
  ];
  const conflict = { outcome: "conflict", version: 2, theirs };
  await as("ines").draft.save({ ...draft, body: theirs.body });
  const lost = await as("mara").draft.save({ ...draft, body: yours.body });
  expect(lost).toEqual({ ...conflict, yours });
  expect(await as("mara").post.publish(draft)).toEqual(conflict);
  await expect(read()).rejects.toEqual(refusal("post_not_found"));
});

test("publishing twice makes one revision", async () => {
  const draft = await as("mara").draft.create(words);
  const first = await as("mara").post.publish(draft);
  expect(first).toEqual({ outcome: "published", slug: "on-quoins", revision: 1 });
  expect(await as("mara").post.publish(draft)).toEqual(first);
});

test("only its writer or an editor may publish, and no slug is given twice", async () => {
  const [one, two] = [await as("mara").draft.create(words), await as("mara").draft.create(words)];
  await expect(as("teo").post.publish(one)).rejects.toEqual(refusal("post_not_found"));
  await as("ines").post.publish(one);
  await expect(as("teo").post.publish(one)).rejects.toEqual(refusal("not_allowed"));
  await expect(as("mara").post.publish(two)).rejects.toEqual(refusal("slug_taken"));
});

test("a post without a title is not published", async () => {
  const draft = await as("mara").draft.create({ ...words, title: "  " });
  await expect(as("mara").post.publish(draft)).rejects.toEqual(refusal("title_missing"));
});

test("readers read what was derived when the post was published", async () => {
  const body = "## Wedges\n\nA quoin *locks* type.";
  const draft = await as("mara").draft.create({ ...words, body, tags: ["Type", "Hand tools"] });
  await as("mara").post.publish(draft);
  expect(await read()).toMatchObject({
    kind: "post",
    html: expect.stringContaining("<em>locks</em>"),
    headings: [{ depth: 2, text: "Wedges" }],
    excerpt: expect.stringContaining("A quoin locks type."),
    standfirst: "",
    author: { handle: "mara", name: "Mara" },
    tags: [
      { slug: "hand-tools", name: "Hand tools" },
      { slug: "type", name: "Type" },
    ],
    cover: null,
    publishedAt: "2026-05-12T09:00:00.000Z",
  });
});

test.each([
  ["switched off", "session_expired", { status: "disabled" }],
  ["made a reader", "post_not_found", { role: "reader" }],
] as const)(
  "nothing goes live for who is %s while it is rendered, now or later",
  async (_, code, change) => {
    const draft = await as("mara").draft.create(words);
    const { db } = services;
    const mara = eq(rows.id, people.mara.id);
    /** Rendering is done when the transaction begins. */
    const late = Object.assign(Object.create(db), {
      transaction: async (...work: Parameters<typeof db.transaction>) => {
        await db.update(rows).set(change).where(mara);
        return db.transaction(...work);
      },
    }) as typeof db;
    const needs = { ...services, db: late };
    const at = new Date(Date.parse(services.now()) + 86_400_000).toISOString();
    for (const when of [{}, { at }]) {
      await db.update(rows).set({ status: "active", role: "writer" }).where(mara);
      const work = publishPost(needs, people.mara, { ...draft, ...when });
      await expect(work).rejects.toEqual(refusal(code));
    }
    await expect(read()).rejects.toEqual(refusal("post_not_found"));
    expect(await as("ada").draft.read(draft)).toMatchObject({ state: "draft", schedule: null });
  },
);
