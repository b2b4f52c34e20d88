import type { Heading } from "@quoin/model";
import GithubSlugger from "github-slugger";
import type { Element, Root } from "hast";

import { TextTooCostly } from "../rendered.ts";
import { element, openingOf, text } from "./elements.ts";
import { elementsIn, replaceElements } from "./walk.ts";

const levelOf = ({ tagName }: Element): number => Number(/^h([1-6])$/.exec(tagName)?.[1] ?? 0);

const isEmpty = (node: Element): boolean => levelOf(node) > 0 && node.children.length === 0;

/** Depths a table of contents shows, and how many headings at most. */
const listed = { from: 2, to: 4, most: 1000 };

/** More are no outline of anything, and each becomes five times as long as it was typed. */
const maxHeadings = 20_000;

/**
 * Gives every heading an id and a link to itself, and lists those a table of contents shows.
 *
 * The page's own `h1` is the title, so a text that uses `#` moves down by one level as a whole:
 * its outline survives under the title. `######` stays where it is.
 *
 * @throws TextTooCostly
 */
export function nameHeadings(tree: Root): Heading[] {
  replaceElements(tree, (node) => (isEmpty(node) ? [] : null));
  const found = elementsIn(tree).filter((node) => levelOf(node) > 0);
  if (found.length > maxHeadings) throw new TextTooCostly("more headings than a page may have");
  const down = found.some((node) => levelOf(node) === 1) ? 1 : 0;

  const slugger = new GithubSlugger();
  const headings: Heading[] = [];
  for (const node of found) {
    const depth = Math.min(levelOf(node) + down, 6);
    node.tagName = `h${depth}`;
    const words = openingOf(node);
    const name = nameFrom(words);
    if (name === "") continue;
    const id = slugger.slug(name);
    node.properties.id = id;
    const link = { className: ["heading-link"], href: `#${id}`, ariaLabel: `Link to “${words}”` };
    node.children.push(text(" "), element("a", link, [text("#")]));
    if (depth >= listed.from && depth <= listed.to && headings.length < listed.most) {
      headings.push({ id, depth, text: words });
    }
  }
  return headings;
}

/**
 * What a heading's id is made of. Ids of the page begin with an underscore and those of notes with
 * `fn`; no heading may take one of theirs.
 */
const nameFrom = (words: string): string =>
  words.replace(/^[^\p{L}\p{N}]+/u, "").replace(/^(?=fn(ref)?[\s-]+\d)/i, "on ");
