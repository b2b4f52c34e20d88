import { expect, test } from "vitest";

import { openWorld, refusal } from "../../testing/world.ts";

const { as } = await openWorld();

async function publish(title: string, tags: string[], kind: "post" | "page" = "post") {
  const draft = await as("mara").draft.create({ title, tags, kind });
  await as("mara").post.publish(draft);
  return draft;
}
const slugs = async (query: Parameters<ReturnType<typeof as>["tag"]["list"]>[0]) =>
  (await as("mara").tag.list(query)).items.map(({ slug }) => slug);

test("whoever writes is offered the tags there are, and how many posts have each", async () => {
  await publish("One", ["Hand Tools", "Type"]);
  await publish("Two", ["Type"]);
  await publish("Page", ["Type"], "page");
  const gone = await publish("Gone", ["Type"]);
  await as("mara").post.trash(gone);
  await as("mara").draft.create({ title: "Private", tags: ["Secret"] });
  expect(await as("teo").tag.list({})).toEqual({
    items: [
      { slug: "hand-tools", name: "Hand Tools", description: "", count: 1 },
      { slug: "type", name: "Type", description: "", count: 2 },
    ],
    nextCursor: null,
  });
  await expect(as("rui").tag.list({})).rejects.toEqual(refusal("not_allowed"));
});

test("what is typed finds the tags with a word that begins so", async () => {
  await publish("One", ["Hand Tools", "Toolbox", "Stools", "Über"]);
  expect(await slugs({ begins: "too" })).toEqual(["hand-tools", "toolbox"]);
  expect(await slugs({ begins: " HAND t" })).toEqual(["hand-tools"]);
  expect(await slugs({ begins: "übe" })).toEqual(["uber"]);
  expect(await slugs({ begins: "ools" })).toEqual([]);
  for (const begins of ["%", "_", "\\", "!!"]) expect(await slugs({ begins })).toEqual([]);
  expect(await slugs({ begins: " " })).toHaveLength(4);
});

test("the list goes on from where it stopped", async () => {
  await publish("One", ["a", "b", "c", "d", "e"]);
  const first = await as("mara").tag.list({ limit: 2 });
  const second = await as("mara").tag.list({ limit: 2, cursor: first.nextCursor ?? "" });
  const third = await as("mara").tag.list({ limit: 2, cursor: second.nextCursor ?? "" });
  const all = [first, second, third].flatMap(({ items }) => items.map(({ slug }) => slug));
  expect(all).toEqual(["a", "b", "c", "d", "e"]);
  expect(third.nextCursor).toBeNull();
});
