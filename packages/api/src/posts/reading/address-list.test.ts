import { expect, test } from "vitest";

import { openWorld } from "../../testing/world.ts";
import { addressChunks, listAddresses } from "./address-list.ts";

const { as, services } = await openWorld();

async function publish(slug: string, kind: "post" | "page" = "post") {
  const draft = await as("mara").draft.create({ kind, title: slug, body: "Words.", slug });
  await as("mara").post.publish(draft);
  return draft.id;
}

const slugs = async (query: Parameters<typeof listAddresses>[1]) =>
  (await listAddresses(services, query)).map(({ slug }) => slug);

test("everything public has its address listed, oldest first, and nothing else", async () => {
  await publish("one");
  await publish("two", "page");
  const trashed = await publish("three");
  await as("mara").post.trash({ id: trashed });
  await as("mara").draft.create({ title: "four", slug: "four" });
  expect(await slugs({ limit: 10 })).toEqual(["one", "two"]);
});

test("chunks hold every address once, and what is new comes into the last", async () => {
  for (const slug of ["a", "b", "c", "d", "e"]) await publish(slug);
  const before = await addressChunks(services, 2);
  const read = (from: (typeof before)[number]) => slugs({ from, limit: 2 });
  expect(await Promise.all(before.map(read))).toEqual([["a", "b"], ["c", "d"], ["e"]]);
  await publish("f");
  expect(await addressChunks(services, 2)).toEqual(before);
  expect(await Promise.all(before.map(read))).toEqual([
    ["a", "b"],
    ["c", "d"],
    ["e", "f"],
  ]);
});
