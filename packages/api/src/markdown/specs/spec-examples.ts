import { readFileSync } from "node:fs";

import { tests } from "commonmark-spec";
import { parseFragment, serialize } from "parse5";

/** What a specification says that a text should become. */
export interface SpecExample {
  /** As the specification counts it; a name for one of ours. */
  id: number | string;
  section: string;
  markdown: string;
  html: string;
}

/** The specifications write a tab as an arrow. */
const tabbed = (text: string): string => text.replaceAll("→", "\t");

/** The CommonMark Spec 0.31.2. */
export const commonmark: SpecExample[] = tests.map(({ number, section, markdown, html }) => ({
  id: number,
  section,
  markdown: tabbed(markdown),
  html: tabbed(html),
}));

/** What the GitHub Flavored Markdown Spec adds to it. */
export const gfm: SpecExample[] = readGfm();

function readGfm(): SpecExample[] {
  const spec = readFileSync(new URL("gfm-spec.md", import.meta.url), "utf8");
  const parts = /^## (.+)$|^`{32} example (.+)\n([^]*?)^\.\n([^]*?)^`{32}$/gm;
  const examples: SpecExample[] = [];
  let section = "";
  for (const [, heading, id = "", markdown = "", html = ""] of spec.matchAll(parts)) {
    if (heading !== undefined) section = heading;
    else examples.push({ id: Number(id) || id, section, markdown, html });
  }
  return examples;
}

/** HTML as a browser reads it: quotes, order and white space of the source no longer matter. */
export const asRead = (html: string): string =>
  serialize(parseFragment(html)).replace(/\s+/g, " ").replaceAll("> <", "><").trim();
