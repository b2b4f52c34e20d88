import { tests } from "commonmark-spec";
import { parseFragment, serialize } from "parse5";
import { expect, test } from "vitest";

import { parseMarkdown } from "./parse.ts";

/** Examples of the CommonMark 0.31.2 specification that come out differently on purpose. */
const otherwise = new Map([
  ...[170, 171, 172, 173, 176, 178].map((id) => [id, "swallowing tags are text"] as const),
  ...[602, 608, 611, 612].map((id) => [id, "bare addresses are links"] as const),
]);

/** HTML as a browser reads it: quotes, order and white space of the source no longer matter. */
const read = (html: string): string =>
  serialize(parseFragment(html)).replace(/\s+/g, " ").replaceAll("> <", "><").trim();

/** The specification writes a tab as an arrow. */
const tabbed = (example: string): string => example.replaceAll("→", "\t");

test("the whole specification is there", () => {
  expect(tests.length).toBeGreaterThan(650);
});

test.for(tests)("CommonMark $number: $section", ({ number, markdown, html }) => {
  const same = read(parseMarkdown(tabbed(markdown))) === read(tabbed(html));
  expect(same, otherwise.get(number)).toBe(!otherwise.has(number));
});
