import type { Element, Root, RootContent } from "hast";
import { toString } from "hast-util-to-string";

import { classAfter } from "./elements.ts";
import { elementsIn } from "./walk.ts";

const blockNames = new Set(
  `address blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol
   p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
);

/**
 * The words of a post, one block a line, for search and excerpts.
 *
 * Code blocks are left out: a search for "return" should find essays. Code inside a sentence is
 * part of it and stays. Numbers that point at notes go, and the notes themselves come last.
 */
export function plainTextOf(tree: Root): string {
  const parts: string[] = [];
  collect(tree, parts);
  return parts
    .join("")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

function collect(node: Root | RootContent, parts: string[]): void {
  if (node.type === "text") parts.push(node.value.replaceAll("\n", " "));
  if (!("children" in node)) return;
  if (node.type === "element" && isLeftOut(node)) return;
  const isBlock = node.type === "element" && blockNames.has(node.tagName);
  if (isBlock) parts.push("\n");
  for (const child of node.children) collect(child, parts);
  if (isBlock) parts.push("\n");
}

const isLeftOut = (node: Element): boolean =>
  node.tagName === "pre" ||
  classAfter(node, "footnote-ref") === "" ||
  classAfter(node, "footnote-back") === "";

/** Brysbaert 2019: adults read 238 English words of non-fiction in a minute. */
const wordsPerMinute = 238;
/** Trauzettel-Klosinski 2012: 255 characters of Chinese in a minute, and 357 of Japanese. */
const charactersPerMinute = 300;

// Scripts written without spaces between words.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** How long a person reads all of this, code as well, in whole seconds. */
export function readingSecondsOf(tree: Root, plainText: string): number {
  const blocks = elementsIn(tree).filter(({ tagName }) => tagName === "pre");
  const everything = [plainText, ...blocks.map((block) => toString(block))].join("\n");
  const characters = everything.match(unspaced)?.length ?? 0;
  const words =
    everything.replace(unspaced, " ").match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;
  return Math.ceil((words / wordsPerMinute + characters / charactersPerMinute) * 60);
}
