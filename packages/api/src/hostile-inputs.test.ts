import { TRPCError } from "@trpc/server";
import fc from "fast-check";
import { expect, test } from "vitest";

import { quoinRouter } from "./index.ts";
import { listPosts } from "./posts/reading/post-list.ts";
import { firstPlace, searchStatement } from "./posts/search/search.ts";
import { refusalOf, refusalOfTrpc } from "./procedures.ts";
import { openWorld } from "./testing/world.ts";

const { as, services, stranger, visitor } = await openWorld();

const hostile = [
  "'",
  "''",
  '"',
  '")--',
  "'; DROP TABLE posts; --",
  "' OR '1'='1",
  "%",
  "_",
  "\\",
  "$1",
  "?",
  "{}",
  "email_norm = 1",
  "people.email_norm",
  "1 UNION SELECT email FROM people",
  "pg_sleep(5)",
];
const inputs = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ maxLength: 90 }),
  fc.string({ unit: "binary", maxLength: 90 }),
);
// What a typed client could not send, and a curl can.
const shapes = [[], ["a"], {}, { sql: "1" }, 7, true, null, { $ne: "" }, [["a"]]];

type Ask = (text: string) => Promise<{ items: unknown[] } | object>;

/** Every input that sorts, filters, finds or continues a list. */
const questions: Record<string, Ask> = {
  "post.list, by tag": (tag) => visitor.post.list({ tag }),
  "post.list, by author": (author) => visitor.post.list({ author }),
  "post.list, continued": (cursor) => visitor.post.list({ cursor }),
  "post.search": (query) => stranger().post.search({ query }),
  "post.search, continued": (cursor) => stranger().post.search({ query: "secret", cursor }),
  "post.bySlug": (slug) => visitor.post.bySlug({ slug }),
  "person.byHandle": (handle) => visitor.person.byHandle({ handle }),
  "draft.list, by title": (query) => as("mara").draft.list({ query }),
  "draft.list, continued": (cursor) => as("mara").draft.list({ cursor }),
  "person.list, continued": (cursor) => as("ada").person.list({ cursor }),
  "tag.list, by its beginning": (begins) => as("mara").tag.list({ begins }),
  "tag.list, continued": (cursor) => as("mara").tag.list({ cursor }),
  "site.pages, continued": (cursor) => as("ada").site.pages({ cursor }),
  "audit.list, continued": (cursor) => as("ada").audit.list({ cursor }),
};

/** The code of a refusal, or undefined for an answer. */
async function codeOf(asked: Promise<unknown>): Promise<string | undefined> {
  try {
    await asked;
    return undefined;
  } catch (error) {
    if (error instanceof TRPCError) return refusalOfTrpc(error).code;
    throw error;
  }
}

test.each(Object.entries(questions))("S-31: %s takes any text as text", async (_, ask) => {
  await as("mara").draft.create({ title: "Secret", body: "secret" });
  const fine = [undefined, "input_invalid", "post_not_found", "person_not_found"];
  await fc.assert(
    fc.asyncProperty(inputs, async (text) => {
      expect(fine).toContain(await codeOf(ask(text)));
    }),
    { numRuns: 40, examples: hostile.map((text) => [text]) },
  );
});

test.each(Object.entries(questions))("S-31: %s refuses what is no text", async (_, ask) => {
  for (const shape of shapes) {
    // The cast is the attack.
    expect(await codeOf(ask(shape as unknown as string)), JSON.stringify(shape)).toBe(
      "input_invalid",
    );
  }
});

interface Known {
  _def: { inputs: { shape?: object }[] };
}

/** The names of all procedures whose input has a field of that name. */
function asking(field: string): string[] {
  // tRPC keeps procedures by their whole names, with their parsers, where its types do not show it.
  const { _def: inside } = quoinRouter;
  return Object.entries<Known>({ ...(inside.procedures as object) })
    .filter(([, { _def: known }]) =>
      known.inputs.some(({ shape }) => shape !== undefined && Object.hasOwn(shape, field)),
    )
    .map(([name]) => name);
}

test.each(asking("cursor"))("S-31: %s reads on from nothing that was made up", async (name) => {
  const [feature = "", verb = ""] = name.split(".");
  const ada: Record<string, object> = as("ada");
  const ask = (ada[feature] as Record<string, (input: object) => Promise<object>>)[verb]; // as named
  for (const cursor of [...hostile, ...shapes.filter((shape) => shape !== null)]) {
    const said = await codeOf(Promise.resolve(ask?.({ cursor, query: "a" })));
    expect([undefined, "input_invalid"], JSON.stringify(cursor)).toContain(said);
  }
});

const anId = "01990000-0000-7000-8000-000000000001";
/** Days and hours that look like a cursor's, and are in no calendar or before its first year. */
const noMoments = [
  "2026-02-30T00:00:00.000Z",
  "2026-02-29T00:00:00.000Z",
  "2026-04-31T23:59:59.999Z",
  "2026-13-01T00:00:00.000Z",
  "2026-12-25T24:00:00.000Z",
  "2026-12-25T10:00:60.000Z",
  "0000-01-01T00:00:00.000Z",
];

test.each(asking("cursor"))("%s goes on from no day that no calendar has", async (name) => {
  const { id } = await as("ada").draft.create({ title: "Here", body: "" });
  const [feature = "", verb = ""] = name.split(".");
  const ada: Record<string, object> = as("ada");
  const ask = (ada[feature] as Record<string, (input: object) => Promise<object>>)[verb]; // as named
  for (const moment of noMoments) {
    const asked = ask?.({ id, query: "a", cursor: `${moment}_${anId}` });
    expect(await codeOf(Promise.resolve(asked)), moment).toBe("input_invalid");
  }
});

const digits = (most: number, length: number) =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(length, "0"));

test("a list goes on from every moment there is, and refuses every other", async () => {
  const places = fc
    .tuple(
      digits(9999, 4),
      digits(13, 2),
      digits(32, 2),
      digits(24, 2),
      digits(60, 2),
      digits(60, 2),
    )
    .map(([year, month, day, ...time]) => `${year}-${month}-${day}T${time.join(":")}.000Z`);
  await fc.assert(
    fc.asyncProperty(places, fc.uuid(), async (moment, id) => {
      const at = new Date(moment);
      const isReal =
        !Number.isNaN(at.getTime()) && at.toISOString() === moment && !moment.startsWith("0000");
      const cursor = `${moment}_${id}`;
      const said = await listPosts(services, { cursor, limit: 1 }).then(
        () => undefined,
        (error: unknown) => refusalOf(error).code,
      );
      expect(said).toBe(isReal ? undefined : "input_invalid");
    }),
    { numRuns: 300 },
  );
});

test("S-31: no list is sorted or filtered by a name that a caller chose", async () => {
  const draft = await as("mara").draft.create({ title: "Public", body: "words" });
  await as("mara").post.publish(draft);
  const odd = { orderBy: "email", sort: "email_norm", where: { role: "owner" }, fields: ["email"] };
  const { items } = await visitor.post.list({ ...odd } as object);
  expect(items).toHaveLength(1);
  expect(JSON.stringify(items)).not.toContain("@quoin.test");
});

test("S-31: what a caller says reaches the database as a bound value only", () => {
  for (const terms of hostile.filter((text) => text.length > 2)) {
    const { sql, params } = searchStatement(services.db, {
      ...firstPlace,
      terms,
      limit: 1,
    }).toSQL();
    expect(sql).not.toContain(terms);
    expect(params).toContain(terms);
  }
});
