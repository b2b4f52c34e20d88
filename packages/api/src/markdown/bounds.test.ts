import { expect, test } from "vitest";

import { renderMarkdown } from "./render.ts";

const size = 100_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
const around = (open: string, close: string): string =>
  `${fill(open).slice(size / 2)}a${fill(close).slice(size / 2)}`;

// Nothing in them means anything, and each brought some renderer to its knees.
const hostile: Record<string, string> = {
  "opening brackets": fill("["),
  "closing brackets": fill("]"),
  "nested brackets": around("[", "]"),
  "brackets and parentheses": fill("[a]("),
  "parentheses of one link": `[a](${fill("(")}`,
  "pictures inside one another": fill("!["),
  "links inside one another": around("[", "](b)"),
  "references to nothing": fill("[a][b] "),
  "notes without a text": fill("[^a]"),
  quotations: fill(">"),
  "quotations with spaces": fill("> "),
  "lists inside one another": fill("- "),
  "numbers inside one another": fill("1. "),
  "nested emphasis": around("*", "*"),
  "emphasis that never ends": fill("*a "),
  "emphasis of two kinds": fill("*a_ "),
  "underscores in a word": fill("_a"),
  tildes: fill("~a"),
  "backticks of every length": Array.from({ length: 440 }, (_, n) => "`".repeat(n)).join(" "),
  "nested elements": fill("<div>"),
  "bold that never ends": fill("<b>"),
  "bold of every kind": Array.from({ length: 4000 }, (_, n) => `<b a=${n}>x`).join(""),
  "bold repeated in every paragraph": `${Array.from({ length: 3000 }, (_, n) => `<b a=${n}>x`).join("")}\n\n${"A paragraph.\n\n".repeat(4000)}`,
  "bold repeated between closing tags": `x${Array.from({ length: 250 }, (_, n) => `<b a=${n}>`).join("")}${"</p><p>y".repeat(12_000)}`,
  "half a tag": fill("<a "),
  "less than": fill("<"),
  comments: fill("<!-- "),
  declarations: fill("<![CDATA["),
  addresses: fill("a@b.c@"),
  backslashes: fill("\\"),
  "empty lines": fill("\n"),
  "nothing at all": fill("\0"),
  "a line of spaces": `a${fill(" ")}b`,
};

/** Time of the processor, best of three: a busy machine is no fault of the renderer. */
async function millisecondsFor(body: string): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage();
    await renderMarkdown(body, { pictures: new Map() });
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

test.for(Object.entries(hostile))("100 KB of %s take no longer than 200 ms", async ([, body]) => {
  expect(await millisecondsFor(body)).toBeLessThan(200);
});

test("marks nested deeper than anyone means are shown as typed", async () => {
  const body = `${"*".repeat(200)}a${"*".repeat(200)}`;
  const { html } = await renderMarkdown(body, { pictures: new Map() });
  expect(html).toBe(`<p>${body}</p>\n`);
});

test("tags that would multiply without end are shown as text, and the words stay", async () => {
  const body = `${"<div>".repeat(400)}\n\n**words**`;
  const { html } = await renderMarkdown(body, { pictures: new Map() });
  expect(html).toContain("&lt;div>");
  expect(html).toContain("<strong>words</strong>");
});

test("a hundred thousand characters of prose with notes are rendered in good time", async () => {
  const body = Array.from(
    { length: 400 },
    (_, n) =>
      `## Part ${n}\n\n${"Words *in* a [row](/a), and `more`. ".repeat(6)}[^${n}]\n\n[^${n}]: A note.\n`,
  ).join("\n");
  expect(body.length).toBeGreaterThan(size);
  expect(await millisecondsFor(body)).toBeLessThan(1000);
});
