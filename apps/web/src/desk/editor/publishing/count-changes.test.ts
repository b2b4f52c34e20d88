import { type DraftText, emptyText } from "@quoin/model";
import { expect, test } from "vitest";

import { changesInWords, countChanges } from "./count-changes.ts";

const live: DraftText = {
  ...emptyText,
  title: "On Quoins",
  body: "A quoin is a wedge.\n\nIt locks type.",
  tags: ["Type"],
  slug: "on-quoins",
};
const said = (draft: Partial<DraftText>) => {
  const text = { ...live, slug: null, ...draft };
  return changesInWords(countChanges(live, text), text.body === live.body);
};

test("words are counted as they come and go", () => {
  expect(said({ body: "A quoin is a small wooden wedge.\n\nIt locks type." })).toBe(
    "2 words added.",
  );
  expect(said({ body: "A quoin is a wedge." })).toBe("3 words removed.");
  expect(said({ body: "A quoin is one wedge.\n\nIt locks type." })).toBe(
    "1 word added, 1 word removed.",
  );
});

test("everything else that changed is named", () => {
  expect(said({ title: "Quoins", tags: [], slug: "quoins" })).toBe(
    "Changed: title, tags, and address.",
  );
  expect(said({ body: "A quoin is a wedge.", excerpt: "New." })).toBe(
    "3 words removed. Changed too: excerpt.",
  );
});

test("a draft that says the same says so, and spaces are no words", () => {
  expect(said({})).toBe("Readers have all of this already.");
  expect(said({ body: `${live.body}\n` })).toBe("Only spaces and line ends differ in the text.");
});

test("texts that have little in common are not compared for ever", () => {
  const began = Date.now();
  const { words: counted } = countChanges(
    { ...live, body: manyWords(7919) },
    { ...live, body: manyWords(104_729) },
  );
  expect(counted).toBeNull();
  expect(Date.now() - began).toBeLessThan(5000);
});

const manyWords = (seed: number): string =>
  Array.from({ length: 60_000 }, (_, n) => `w${(n * seed) % 59_999}`).join(" ");
