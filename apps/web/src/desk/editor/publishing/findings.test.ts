import { expect, test } from "vitest";

import { findingsIn } from "./findings.ts";

const url = "/media/0190a1b2-0000-7000-8000-000000000001";
const words = (body: string) => findingsIn(body).map((finding) => finding.words);

test("a picture without a description is found where it stands; a decorative one is none", () => {
  const body = `Text.\n\n![](${url})\n\n![ ](${url})\n\n![A press](${url})`;
  expect(findingsIn(body)).toEqual([{ words: "A picture has no description.", at: 7 }]);
});

test("what only looks like a picture or a heading, in code, is left alone", () => {
  expect(findingsIn(`\`\`\`\n![](${url})\n\n#### Deep\n\`\`\``)).toEqual([]);
});

test("a heading that skips a level is found, counted from the title down", () => {
  expect(words("## One\n\n#### Three\n\n### Two")).toEqual(["The heading “Three” skips a level."]);
  expect(words("### First")).toEqual(["The heading “First” skips a level."]);
  expect(words("## One\n\n### Two\n\n## Three\n\n### Four")).toEqual([]);
});

test("a text that begins with # moves down as a whole, and skips nothing by it", () => {
  expect(words("# One\n\n## Two\n\nSetext\n===\n\n### Skips")).toEqual([
    "The heading “Skips” skips a level.",
  ]);
});

test("going up by several levels is no skip, and an empty heading is none", () => {
  expect(words("## One\n\n### Two\n\n#### Three\n\n## Four\n\n####\n\n### Five")).toEqual([]);
});

test("findings come in the order of the text", () => {
  expect(words(`![](${url})\n\n#### Deep ####\n\n![](${url})`)).toEqual([
    "A picture has no description.",
    "The heading “Deep” skips a level.",
    "A picture has no description.",
  ]);
});
