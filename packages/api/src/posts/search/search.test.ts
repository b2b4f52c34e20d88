import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";

import { openWorld } from "../../testing/world.ts";
import { rerenderPost } from "../publishing/rerender.ts";
import { searchStatement, throughIndex } from "./search.ts";
import { vectorOf } from "./vector.ts";

const { as, services, stranger } = await openWorld();

async function publish(words: object) {
  const draft = await as("mara").draft.create({ title: "Untitled", body: "", ...words });
  await as("mara").post.publish(draft);
  return draft;
}
const find = async (query: string) =>
  (await stranger().post.search({ query })).items.map(({ title }) => title);

test("what is public is found by its title, its tags, what is said of it and its text", async () => {
  await publish({ title: "On Quoins", body: "Nothing else." });
  await publish({ title: "Two", excerpt: "A quoin is a wedge.", body: "Ink." });
  await publish({ title: "Three", tags: ["Quoin"], body: "Ink." });
  await publish({ title: "Four", body: "It ends with a **quoin**." });
  await publish({ title: "Five", body: "Ink." });
  expect((await find("quoin"))[0]).toBe("On Quoins");
  expect((await find("quoin")).toSorted()).toEqual(["Four", "On Quoins", "Three", "Two"]);
  expect(await stranger().post.search({ query: "quoin" })).toMatchObject({ count: 4 });
});

test("nothing is found that is not public, nor by words that are not", async () => {
  const draft = await publish({ title: "One", body: "Vermilion." });
  await as("mara").draft.create({ title: "Secret", body: "Vermilion." });
  await as("mara").draft.save({ ...draft, body: "Cobalt." });
  expect(await find("vermilion")).toEqual(["One"]);
  expect(await find("cobalt")).toEqual([]);
  await as("mara").post.publish({ id: draft.id, version: 2 });
  expect([await find("vermilion"), await find("cobalt")]).toEqual([[], ["One"]]);
  await as("mara").post.trash(draft);
  expect(await find("cobalt")).toEqual([]);
  await as("mara").post.recover(draft);
  expect(await find("cobalt")).toEqual(["One"]);
  await as("mara").post.unpublish(draft);
  expect(await find("cobalt")).toEqual([]);
  await rerenderPost(services, { postId: draft.id });
  expect(await find("cobalt")).toEqual([]);
});

test("accents, case and endings do not hide a word; other alphabets are searched too", async () => {
  await publish({ title: "Schöne Lettern", body: "Ein Café. Типографика. 活字印刷の歴史. 3rd." });
  for (const query of ["schone", "LETTER", "café", "cafe", "типограф", "活字", "印刷の", "3rd"]) {
    expect(await find(query), query).toEqual(["Schöne Lettern"]);
  }
  for (const query of ["chone", "caf\u00e9s", "刷活"]) expect(await find(query), query).toEqual([]);
});

test("the words of an address find the post that is there", async () => {
  for (const title of ["Ünïcödé Straße auf Ærø", "Łódź i Đà Nẵng", "การพิมพ์ด้วยตัวเรียง", "हिन्दी में"]) {
    const { id, slug } = await published(title);
    for (const word of slug.split("-")) expect(await find(word), word).toEqual([title]);
    await as("mara").post.unpublish({ id });
  }
});

async function published(title: string) {
  const { id } = await publish({ title });
  return { id, slug: (await as("mara").draft.read({ id })).slug ?? "" };
}

test("words in a row, words left out, and one word or another", async () => {
  await publish({ title: "One", body: "The lead type was cast." });
  await publish({ title: "Two", body: "Type of lead." });
  expect(await find("lead type")).toHaveLength(2);
  expect(await find('"lead type"')).toEqual(["One"]);
  expect(await find("lead -cast")).toEqual(["Two"]);
  expect(await find('type -"of lead"')).toEqual(["One"]);
  expect(await find("cast or of")).toHaveLength(2);
  expect(await find("lead-type")).toEqual(["One"]);
});

test("whatever is typed is only words", async () => {
  await publish({ title: "One", body: "A quoin's wedge: <b>100%</b> & more." });
  const nothing = ["", " ", "-", '"', "!!", "-wedge", "'; DROP TABLE posts; --", "\\", "a:*b | !"];
  const odd = ["(", "or", "or or", "½", "ﷺ", "x".repeat(200), "<->", "%", "_", "\u0001", "🖨"];
  for (const query of [...nothing, ...odd]) expect(await find(query), query).toEqual([]);
  for (const query of ["quoin's", "wedge')", '"wedge', "100", "wedge or", "or wedge", "more!*"]) {
    expect(await find(query), query).toEqual(["One"]);
  }
  for (const input of [{}, { query: ["x"] }, { query: { x: 1 } }, { query: "\0" }]) {
    // @ts-expect-error -- from outside anything may come
    await expect(stranger().post.search(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
  for (const cursor of ["x", "1_2", `99999999_${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}`]) {
    await expect(stranger().post.search({ query: "wedge", cursor })).rejects.toThrow("should be");
  }
});

test("pieces of the text show what was found, and together they are the text", async () => {
  const long = "Nothing to see here. ".repeat(30);
  await publish({ title: "A <Wedge>", body: `${long}\n\nIt is a *wedge*, of beech. ${long}` });
  const [item] = (await stranger().post.search({ query: "wedge" })).items;
  expect(item?.titlePieces).toEqual([
    { text: "A <", hit: false },
    { text: "Wedge", hit: true },
    { text: ">", hit: false },
  ]);
  const hits = item?.snippet.filter(({ hit }) => hit).map(({ text }) => text);
  expect(hits).toEqual(["wedge"]);
  const shown = item?.snippet.map(({ text }) => text).join("") ?? "";
  expect(shown).toMatch(/^… .*It is a wedge, of beech\. .* …$/);
  expect(shown.length).toBeLessThan(210);
});

test("paging over equals misses none and repeats none", async () => {
  for (let n = 0; n < 7; n += 1) await publish({ title: `Wedge ${n}`, body: "The same." });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await stranger().post.search({ query: "wedge", limit: 3, cursor });
    expect(page.count).toBe(7);
    seen.push(...page.items.map(({ title }) => title));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, n) => `Wedge ${n}`));
});

test("a text of a million unlike words can be published, and is found by its first ones", async () => {
  const characters = Array.from({ length: 20_000 }, (_, n) => String.fromCodePoint(0x4e00 + n));
  await publish({ title: "All", body: characters.join("").repeat(16) });
  expect(await find("一丁")).toEqual(["All"]);
  const words = Array.from({ length: 140_000 }, (_, n) => n.toString(36));
  await publish({ title: "More", body: words.join(" ") });
  expect(await find("1zz")).toContain("More");
});

test("words of scripts with marks are found whole and by their beginnings", async () => {
  await publish({ title: "การพิมพ์ด้วยตัวเรียง", body: "हिन्दी में टाइप. אוֹתִיּוֹת." });
  for (const query of ["การพิมพ์ด้วยตัวเรียง", "การพิมพ์", "हिन्दी", "टाइप", "אוֹתִיּוֹת"]) {
    expect(await find(query), query).toHaveLength(1);
  }
});

test("a word as long as a page does not keep the others from being found", async () => {
  await publish({ title: "Long", body: `Before ${"é漢".repeat(2000)}${"x".repeat(5000)} after.` });
  expect([await find("before"), await find("after")]).toEqual([["Long"], ["Long"]]);
});

test("words stand where the database itself would find them", async () => {
  const word = fc.stringMatching(/^[a-z]{1,3}[0-9]?$/);
  const text = fc.array(word, { maxLength: 400 }).map((words) => words.join(" "));
  await fc.assert(
    fc.asyncProperty(text, async (words) => {
      const { rows } = await services.db.execute<{ same: boolean }>(sql`SELECT
        ${vectorOf(words, "C")}::tsvector = setweight(to_tsvector('simple', ${words}), 'C') AS same`);
      expect(rows).toEqual([{ same: true }]);
    }),
    { numRuns: 50 },
  );
  const many = "a b ".repeat(20_000);
  const { rows } = await services.db.execute<{ same: boolean }>(sql`SELECT
    ${vectorOf(many, "C")}::tsvector = setweight(to_tsvector('simple', ${many}), 'C') AS same`);
  expect(rows).toEqual([{ same: true }]);
});

test("a search reads its index, however many posts there are", async () => {
  const { id } = await publish({ title: "One", body: "Vermilion." });
  await services.db.execute(sql`
    INSERT INTO posts (id, author_id) SELECT gen_random_uuid(), author_id
    FROM posts, generate_series(1, 3000) WHERE posts.id = ${id}`);
  await services.db.execute(sql`INSERT INTO post_words (post_id, published_at, words)
    SELECT id, now(), to_tsvector('simple', repeat('wedge type ' || md5(id::text) || ' ', 8))
    FROM posts WHERE id <> ${id}`);
  await services.db.execute(sql`ANALYZE posts`);
  await services.db.execute(sql`ANALYZE post_words`);
  const asked = { terms: "('vermilion':*)", rank: 9_999_999, id: "f".repeat(32), limit: 21 };
  const { rows } = await throughIndex(services.db, (tx) =>
    tx.execute<Record<string, string>>(sql`EXPLAIN ${searchStatement(tx, asked).getSQL()}`),
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("Bitmap Index Scan on post_words_found");
  expect(plan).not.toMatch(/Seq Scan on (posts|post_words|revisions)/);
});
