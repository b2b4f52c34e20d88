import { cutAt } from "@quoin/model";

import { quoinMarkdown } from "../text/markdown-language.ts";
import { picturesIn } from "../text/pictures.ts";

/** Something readers would be glad to see mended, and where it stands in the text. */
export interface Finding {
  words: string;
  at: number;
}

const { parser } = quoinMarkdown().language;

/** What is worth mending in a text before it is published: undescribed pictures, lost outlines. */
export function findingsIn(body: string): Finding[] {
  const headings: Heading[] = [];
  const found: Finding[] = [];
  parser.parse(body).iterate({
    enter({ name, from, to }) {
      if (name === "Image") {
        const [picture] = picturesIn(body.slice(from, to));
        if (picture?.alt === "") found.push({ words: "A picture has no description.", at: from });
      }
      const [, level] = /^(?:ATX|Setext)Heading(\d)$/.exec(name) ?? [];
      if (level === undefined) return;
      const words = titleOf(body.slice(from, to));
      if (words !== "") headings.push({ level: Number(level), words, at: from });
    },
  });
  return [...found, ...skipsOf(headings)].toSorted((one, other) => one.at - other.at);
}

interface Heading {
  level: number;
  words: string;
  at: number;
}

/** Headings more than one level below what is before them. The title of the page is the first. */
function skipsOf(headings: readonly Heading[]): Finding[] {
  // As the renderer has it: a text that uses `#` moves down under the title as a whole.
  const down = headings.some(({ level }) => level === 1) ? 1 : 0;
  let before = 1;
  const skips: Finding[] = [];
  for (const { level, words, at } of headings) {
    const depth = Math.min(level + down, 6);
    if (depth > before + 1) {
      skips.push({ words: `The heading “${words}” skips a level.`, at });
    }
    before = depth;
  }
  return skips;
}

/** The words of a heading, without the marks around it; a long one is cut. */
function titleOf(heading: string): string {
  const [line = ""] = heading.split("\n");
  const words = line
    .replace(/^#+/, "")
    .replace(/\s#+\s*$/, "")
    .trim();
  return words.length > 60 ? `${cutAt(words, 57).trimEnd()}…` : words;
}
