import { expect, test } from "vitest";

import { parseMarkdown } from "../parse.ts";
import { asRead, commonmark } from "./spec-examples.ts";

/** Examples of the CommonMark 0.31.2 specification that come out differently on purpose. */
const otherwise = new Map<number | string, string>([
  ...[170, 171, 172, 173, 176, 178].map((id) => [id, "swallowing tags are text"] as const),
  ...[602, 608, 611, 612].map((id) => [id, "bare addresses are links"] as const),
]);

test("the whole specification is there", () => {
  expect(commonmark.length).toBeGreaterThan(650);
});

test.for(commonmark)("CommonMark $id: $section", ({ id, markdown, html }) => {
  const same = asRead(parseMarkdown(markdown)) === asRead(html);
  expect(same, otherwise.get(id)).toBe(!otherwise.has(id));
});
