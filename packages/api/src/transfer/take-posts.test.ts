import { expect, test } from "vitest";

import { openWorld } from "../testing/world.ts";
import { takePosts } from "./take-posts.ts";

const { as, services } = await openWorld();

test("every post is taken once, however long the texts are and however many", async () => {
  const titles = Array.from({ length: 105 }, (_, n) => `No. ${n}`);
  const long = new Set([3, 4, 5, 6, 103]);
  for (const [n, title] of titles.entries()) {
    const body = long.has(n) ? "words ".repeat(160_000) : "Short.";
    await as("mara").draft.create({ title, body });
  }
  const taken = [];
  for await (const { draft } of takePosts(services)) taken.push(draft);
  expect(taken.map(({ title }) => title)).toEqual(titles);
  expect(taken.filter(({ body }) => body.length > 900_000)).toHaveLength(long.size);
});
