import { expect, test } from "vitest";

import { parseMarkdown } from "../parse.ts";
import { asRead, gfm } from "./spec-examples.ts";

/** Examples of GitHub Flavored Markdown's extensions that come out differently, and why they may. */
const otherwise = new Map<number | string, string>([
  ["strikethrough: one tilde", "one tilde is text: many write ~5 or ~/notes"],
  ["autolinks: xmpp", "links are http, https and mailto"],
  // Where a bare address ends is linkify's to say; it differs in corners, and `<…>` always helps.
  [625, "a bracket that nothing opened ends an address"],
  [626, "an address may end in what looks like an entity"],
  [630, "a mail host may have a plus"],
  ["autolinks: underscores in a host", "a host with an underscore is text"],
  ["autolinks: an underscore at the end", "an address may end in an underscore"],
]);

/** The parser notes a task on its item, and `drawTaskBoxes` draws the box after the sanitiser. */
const boxed = (html: string): string =>
  html
    .replaceAll('<li data-task="open">', '<li><input disabled="" type="checkbox"> ')
    .replaceAll('<li data-task="done">', '<li><input checked="" disabled="" type="checkbox"> ');

test("every example of the extensions is there", () => {
  const numbered = gfm.filter(({ id }) => typeof id === "number");
  expect(numbered).toHaveLength(24);
  expect(new Set(gfm.map(({ id }) => id)).size).toBe(gfm.length);
  expect([...otherwise.keys()].filter((id) => !gfm.some((example) => example.id === id))).toEqual(
    [],
  );
});

test.for(gfm)("GFM $id: $section", ({ id, markdown, html }) => {
  const same = asRead(boxed(parseMarkdown(markdown))) === asRead(html);
  expect(same, otherwise.get(id)).toBe(!otherwise.has(id));
});
