import { textOf } from "@quoin/model";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { mediaUses } from "../../media/media.table.ts";
import { newId } from "../../new-id.ts";
import { addPicture } from "../../testing/add-picture.ts";
import { openWorld, refusal } from "../../testing/world.ts";
import { publishOverdue } from "../publishing/publish-scheduled.ts";
import { revisions } from "../tables/revision.table.ts";
import { revisionsBefore } from "./revision.ts";

const { as, clock, people, services, visitor } = await openWorld();
const mara = () => as("mara");

/** A post with the words "One." published as version 1, and "Two." in its draft. */
async function changedPost() {
  const { id } = await mara().draft.create({ title: "One", body: "One.", slug: "one" });
  await mara().post.publish({ id, version: 1 });
  clock.advance(60_000);
  await mara().draft.save({ id, version: 1, body: "Two." });
  return { id, version: 2 };
}

const numbers = async (id: string) =>
  (await mara().revision.list({ id })).items.map(({ number, reason, name }) => [
    number,
    reason,
    name,
  ]);

test("a list says of every version what it was kept for, by whom, and where it stands", async () => {
  const { id } = await changedPost();
  await as("ines").revision.name({ id, version: 2, name: " Before the cut " });
  clock.advance(60_000);
  await mara().draft.save({ id, version: 2, body: `Three.\n\n${"and more ".repeat(40)}` });
  expect(await mara().revision.list({ id })).toEqual({
    items: [
      {
        number: 2,
        reason: "named",
        name: "Before the cut",
        createdAt: "2026-05-12T09:01:00.000Z",
        publishedAt: null,
        publishAt: null,
        by: { handle: "ines", name: "Ines" },
        isLive: false,
        isDraft: false,
        title: "One",
        firstWords: "Two.",
        words: 1,
      },
      {
        number: 1,
        reason: "published",
        name: null,
        createdAt: "2026-05-12T09:00:00.000Z",
        publishedAt: "2026-05-12T09:00:00.000Z",
        publishAt: null,
        by: { handle: "mara", name: "Mara" },
        isLive: true,
        isDraft: false,
        title: "One",
        firstWords: "One.",
        words: 1,
      },
    ],
    nextCursor: null,
  });
  await mara().revision.name({ id, version: 3, name: "Long" });
  const [newest] = (await mara().revision.list({ id, limit: 1 })).items;
  expect(newest).toMatchObject({ number: 3, isDraft: true, words: 81 });
  expect(newest?.firstWords).toMatch(/^Three\. and more .{100,120} …$/);
});

test("the list knows which version waits for its hour, and that nothing in the trash is live", async () => {
  const { id, version } = await changedPost();
  const publishAt = "2026-05-13T09:00:00.000Z";
  await mara().post.publish({ id, version, at: publishAt });
  const items = async () => (await mara().revision.list({ id })).items;
  expect(await items()).toMatchObject([
    { reason: "scheduled", publishAt, publishedAt: null, isLive: false },
    { reason: "published", publishAt: null, isLive: true },
  ]);
  await mara().post.trash({ id });
  expect((await items()).map(({ isLive }) => isLive)).toEqual([false, false]);
});

test("a version is read as it was kept, to the byte", async () => {
  const text = { title: "Bytes", excerpt: "Short.", body: "a  \r\nb\u00a0", tags: ["One", "two"] };
  const { id } = await mara().draft.create(text);
  await mara().revision.name({ id, version: 1, name: "First" });
  await mara().draft.save({ id, version: 1, body: "", title: "", tags: [] });
  expect(await mara().revision.read({ id, revision: 1 })).toMatchObject({
    number: 1,
    name: "First",
    text: { ...text, cover: null },
  });
});

test("a name is given to what is kept already, and else keeps the words it names", async () => {
  const { id } = await changedPost();
  await mara().revision.name({ id, version: 2, name: "Draft" });
  expect(await mara().revision.name({ id, version: 2, name: "Better" })).toEqual({
    outcome: "named",
    revision: 2,
  });
  expect(await numbers(id)).toEqual([
    [2, "named", "Better"],
    [1, "published", null],
  ]);
  // Words that came back later are a version of their own: history is told in its order.
  await mara().draft.save({ id, version: 2, body: "One." });
  await mara().revision.name({ id, version: 3, name: "As it was" });
  await mara().revision.rename({ id, revision: 1, name: "The first" });
  expect(await numbers(id)).toEqual([
    [3, "named", "As it was"],
    [2, "named", "Better"],
    [1, "published", "The first"],
  ]);
  const gone = mara().revision.rename({ id, revision: 9, name: "None" });
  await expect(gone).rejects.toEqual(refusal("revision_not_found"));
});

test("a name is one to a hundred characters", async () => {
  const { id } = await mara().draft.create({ title: "One" });
  for (const name of ["", "  ", "x".repeat(101), "\0"]) {
    const named = mara().revision.name({ id, version: 1, name });
    await expect(named).rejects.toEqual(refusal("input_invalid"));
  }
  await mara().revision.name({ id, version: 1, name: "é".repeat(100) });
});

test("nothing is named that the writer has not seen", async () => {
  const { id } = await changedPost();
  const named = await mara().revision.name({ id, version: 1, name: "Mine" });
  expect(named).toMatchObject({ outcome: "conflict", version: 2, theirs: { body: "Two." } });
  expect(await numbers(id)).toEqual([[1, "published", null]]);
});

test("a text is kept beside the draft, once, and neither the draft nor a name given before changes", async () => {
  const { id, version } = await changedPost();
  const text = { ...textOf((await mara().draft.read({ id })).text), body: "Mine,\r\nunsaved." };
  const name = "Mine, when theirs was taken";
  expect(await mara().revision.keep({ id, text, name })).toEqual({ revision: 2 });
  expect(await mara().revision.keep({ id, text, name: "Again" })).toEqual({ revision: 2 });
  expect(await mara().revision.read({ id, revision: 2 })).toMatchObject({ name, text });
  expect(await mara().draft.read({ id })).toMatchObject({ version, text: { body: "Two." } });
  // What was published has no name yet: now it is found by one.
  await as("ines").revision.keep({ id, text: { ...text, body: "One." }, name: "Theirs" });
  expect(await numbers(id)).toEqual([
    [2, "named", name],
    [1, "published", "Theirs"],
  ]);
});

test("a picture of a text that was only kept stays in use; a cover they may not use is left out", async () => {
  const picture = await addPicture(services, people.mara);
  const { id } = await mara().draft.create({ title: "One", body: "One." });
  const text = { ...(await mara().draft.read({ id })).text, body: `![](/media/${picture})` };
  await mara().revision.keep({ id, text: { ...text, cover: picture }, name: "Mine" });
  const uses = await services.db.select().from(mediaUses).where(eq(mediaUses.postId, id));
  expect(uses).toEqual([{ mediaId: picture, postId: id }]);
  for (const cover of [await addPicture(services, people.teo), newId<"Media">()]) {
    const { revision } = await mara().revision.keep({ id, text: { ...text, cover }, name: "No" });
    const kept = await mara().revision.read({ id, revision });
    expect(kept.text).toMatchObject({ body: text.body, cover: null });
  }
  expect(await numbers(id)).toHaveLength(2);
});

test("a named version that is published is one version, and readers get it whole", async () => {
  const { id } = await changedPost();
  await mara().draft.save({ id, version: 2, body: "# Two\n\n**Bold.**", title: "Two" });
  await mara().revision.name({ id, version: 3, name: "Ready" });
  clock.advance(60_000);
  expect(await mara().post.publish({ id, version: 3 })).toMatchObject({ revision: 2 });
  const post = await visitor.post.bySlug({ slug: "one" });
  expect(post).toMatchObject({ title: "Two", updatedAt: services.now() });
  expect(post.html).toContain("<strong>Bold.</strong>");
  expect(post.headings).toHaveLength(1);
  expect((await visitor.post.search({ query: "bold" })).items).toHaveLength(1);
});

test("a named version that is scheduled goes live whole, whatever is restored meanwhile", async () => {
  const { id } = await changedPost();
  await mara().draft.save({ id, version: 2, body: "**Later.**" });
  await mara().revision.name({ id, version: 3, name: "Ready" });
  await mara().post.publish({ id, version: 3, at: "2026-05-13T09:00:00.000Z" });
  await mara().revision.restore({ id, revision: 1, version: 3 });
  clock.advance(25 * 60 * 60_000);
  await publishOverdue(services);
  const post = await visitor.post.bySlug({ slug: "one" });
  expect(post.html).toContain("<strong>Later.</strong>");
  expect((await mara().draft.read({ id })).text.body).toBe("One.");
});

test("restoring makes a new draft, keeps what stood there, and shows readers nothing", async () => {
  const { id } = await changedPost();
  await mara().draft.save({ id, version: 2, slug: "later" });
  await mara().post.publish({ id, version: 3 });
  await mara().draft.save({ id, version: 3, body: "Three.", title: "Three", tags: ["Late"] });
  clock.advance(60_000);
  const restored = await as("ines").revision.restore({ id, revision: 1, version: 4 });
  expect(restored).toEqual({ outcome: "restored", version: 5, kept: 3 });
  expect(await mara().draft.read({ id })).toMatchObject({
    version: 5,
    state: "changed",
    updatedAt: services.now(),
    // The address wanted is no part of a version.
    text: { title: "One", body: "One.", tags: [], slug: "later" },
  });
  expect(await visitor.post.bySlug({ slug: "later" })).toMatchObject({ title: "One" });
  expect((await visitor.post.bySlug({ slug: "later" })).html).toContain("Two.");
  expect(await numbers(id)).toEqual([
    [3, "restored", null],
    [2, "published", null],
    [1, "published", null],
  ]);
  const { by, text } = await mara().revision.read({ id, revision: 3 });
  expect([by.handle, text.title, text.body]).toEqual(["ines", "Three", "Three."]);
});

test("what is kept already is not kept twice, whichever version holds it", async () => {
  const { id } = await changedPost();
  await mara().revision.name({ id, version: 2, name: "Two" });
  expect(await mara().revision.restore({ id, revision: 1, version: 2 })).toEqual({
    outcome: "restored",
    version: 3,
    kept: 2,
  });
  expect(await mara().revision.restore({ id, revision: 2, version: 3 })).toMatchObject({ kept: 1 });
  // Restoring what stands there changes nothing, so it makes no conflict for an open page.
  expect(await mara().revision.restore({ id, revision: 2, version: 4 })).toEqual({
    outcome: "restored",
    version: 4,
    kept: 2,
  });
  expect(await numbers(id)).toHaveLength(2);
});

test("of a save and a restore of one version one is kept, and the other says what both have", async () => {
  const { id, version } = await changedPost();
  const [saved, restored] = await Promise.all([
    mara().draft.save({ id, version, body: "Three." }),
    as("ines").revision.restore({ id, revision: 1, version }),
  ]);
  expect([saved.outcome, restored.outcome].toSorted()).toContain("conflict");
  expect([saved.outcome, restored.outcome]).not.toEqual(["conflict", "conflict"]);

  const stale = await mara().revision.restore({ id, revision: 1, version });
  const { text, version: now } = await mara().draft.read({ id });
  expect(stale).toEqual({
    outcome: "conflict",
    version: now,
    yours: { ...text, title: "One", body: "One." },
    theirs: text,
  });
  expect((await mara().draft.read({ id })).version).toBe(now);
});

test("a picture of an earlier version is still in use, and comes back with it", async () => {
  const [cover, inside] = [await addPicture(services, people.mara), newId<"Media">()];
  const { id } = await mara().draft.create({ title: "One", body: "One.", cover });
  await mara().revision.name({ id, version: 1, name: "With a picture" });
  await mara().draft.save({ id, version: 1, cover: null, body: `![](/media/${inside})` });
  const uses = () => services.db.select().from(mediaUses).where(eq(mediaUses.postId, id));
  expect(await uses()).toEqual([{ mediaId: cover, postId: id }]);
  await services.db.delete(mediaUses);
  await mara().revision.restore({ id, revision: 1, version: 2 });
  expect(await uses()).toEqual([{ mediaId: cover, postId: id }]);
  expect((await mara().draft.read({ id })).text.cover).toBe(cover);
});

test("the history of what is not theirs looks to others as if it were not there", async () => {
  const { id, version } = await mara().draft.create({ title: "Private" });
  await mara().revision.name({ id, version, name: "First" });
  const tries = (who: "teo" | "rui") => [
    () => as(who).revision.list({ id }),
    () => as(who).revision.read({ id, revision: 1 }),
    () => as(who).revision.name({ id, version, name: "Mine" }),
    () => as(who).revision.rename({ id, revision: 1, name: "Mine" }),
    () => as(who).revision.restore({ id, revision: 1, version }),
  ];
  for (const call of [...tries("teo"), ...tries("rui")]) {
    await expect(call()).rejects.toEqual(refusal("post_not_found"));
  }
  await mara().post.publish({ id, version });
  for (const call of tries("teo")) await expect(call()).rejects.toEqual(refusal("not_allowed"));
  await expect(visitor.revision.list({ id })).rejects.toEqual(refusal("not_signed_in"));
  expect(await numbers(id)).toEqual([[1, "named", "First"]]);
  // A version of one post is none of another.
  const other = await mara().draft.create({ title: "Other" });
  for (const call of [
    () => mara().revision.read({ ...other, revision: 1 }),
    () => mara().revision.rename({ ...other, revision: 1, name: "Mine" }),
    () => mara().revision.restore({ ...other, revision: 1 }),
  ]) {
    await expect(call()).rejects.toEqual(refusal("revision_not_found"));
  }
});

test("paging through versions misses none and repeats none, while more are made", async () => {
  const { id } = await mara().draft.create({ title: "Many" });
  for (let version = 1; version <= 7; version += 1) {
    await mara().revision.name({ id, version, name: `Version ${version}` });
    await mara().draft.save({ id, version, body: `Body ${version}` });
  }
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await mara().revision.list({ id, limit: 3, cursor });
    seen.push(...page.items.map(({ number }) => number));
    if (cursor === undefined) await mara().revision.name({ id, version: 8, name: "Newest" });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  for (const odd of ["0", "-1", "x", "1_1", "9".repeat(12)]) {
    const page = mara().revision.list({ id, cursor: odd });
    await expect(page).rejects.toEqual(refusal("input_invalid"));
  }
});

test("a list of versions reads on from its index, however many there are of all posts", async () => {
  const { id } = await changedPost();
  await services.db.execute(sql`
    INSERT INTO posts (id, author_id)
    SELECT gen_random_uuid(), ${people.teo.id}::uuid FROM generate_series(1, 400)`);
  await services.db.execute(sql`
    INSERT INTO revisions (id, post_id, number, title, excerpt, body, tags, author_id, reason,
      created_at, html, plain_text, headings, reading_seconds, renderer_version)
    SELECT gen_random_uuid(), id, n + 1, '', '', '', '{}', ${people.teo.id}::uuid, 'named',
      '2026-01-01', '', '', '[]', 1, 1 FROM posts, generate_series(1, CASE posts.id WHEN ${id}::uuid THEN 3000 ELSE 5 END) AS n`);
  for (const table of ["posts", "revisions"]) {
    await services.db.execute(sql.raw(`ANALYZE ${table}`));
  }
  const query = revisionsBefore(services.db, { id, before: 2000, limit: 21 });
  const { rows } = await services.db.execute<Record<string, string>>(
    sql`EXPLAIN ${query.getSQL()}`,
  );
  const plan = rows.map((row) => row["QUERY PLAN"] ?? "").join("\n");
  expect(plan).toMatch(/Index Scan Backward using revisions_number/);
  expect(plan).not.toMatch(/Sort|Seq Scan on (posts|drafts|revisions)/);
});

test("no version is rendered before readers may see it", async () => {
  const { id } = await mara().draft.create({ title: "One", body: "# One" });
  await mara().revision.name({ id, version: 1, name: "First" });
  const rows = await services.db.select().from(revisions).where(eq(revisions.postId, id));
  expect(rows).toMatchObject([{ html: "", rendererVersion: 0, publishedAt: null }]);
});

test("versions of a very long text come a few at a time, and none is left out", async () => {
  const { id } = await mara().draft.create({ title: "Long", body: "0" });
  for (let version = 1; version <= 5; version += 1) {
    const body = `${version} ${"words ".repeat(150_000)}`;
    await mara().draft.save({ id, version, body });
    await mara().revision.name({ id, version: version + 1, name: `No. ${version}` });
  }
  const pages = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ReturnType<typeof mara>["revision"]["list"]>> =
      await mara().revision.list({ id, ...(cursor === null ? {} : { cursor }) });
    pages.push(page.items.map(({ number, words }) => `${number}: ${words}`));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(pages).toEqual([
    ["5: 150001", "4: 150001", "3: 150001"],
    ["2: 150001", "1: 150001"],
  ]);
});
