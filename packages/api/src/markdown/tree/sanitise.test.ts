import { toHtml } from "hast-util-to-html";
import { expect, test } from "vitest";

import { parseMarkdown } from "../parse.ts";
import { asRead, commonmark, gfm, type SpecExample } from "../specs/spec-examples.ts";
import { sanitise } from "./sanitise.ts";
import { treeOf } from "./tree.ts";

interface Change {
  what: RegExp;
  /** What is there instead; nothing when absent. */
  becomes?: string;
  /** Every example of the CommonMark Spec 0.31.2 so changed. */
  commonmark: number[];
  /** Every example of `gfm-spec.md` so changed. */
  gfm?: number[];
}

/** All that the sanitiser changes in the specifications' examples, and on purpose. */
const changes: Record<string, Change> = {
  "comments, declarations and instructions go": {
    what: /<!--.*?-->/g,
    commonmark: [177, 179, 180, 182, 183, 308, 309, 625, 626, 627, 628, 629],
  },
  "elements that HTML does not know go, and their words stay": {
    what: /<\/?(foo|bar|warning|bab|b2|c2c|responsive-image)\b[^>]*>/g,
    commonmark: [150, 163, 201, 491, 524, 536, 613, 614, 615, 617],
  },
  "the writer's ids and classes go, for those on the page are ours": {
    what: / (id|class)="[^"]*"/g,
    commonmark: [152, 153, 154, 164],
  },
  "attributes that HTML does not know go": {
    what: / (language|foo|bam|_boolean|zoop:33)="[^"]*"/g,
    commonmark: [169, 616],
  },
  "addresses that are not relative, http, https or mailto go": {
    what: / href="(?!https?:|mailto:)[^"]*"/g,
    commonmark: [596, 598, 599, 601],
    gfm: [628],
  },
  "a relative address with a colon goes, for it might be read as a scheme": {
    what: / href="foo\):"/g,
    commonmark: [500],
  },
  "a scheme in capitals is written small": {
    what: /(?<= href=")MAILTO(?=:)/g,
    becomes: "mailto",
    commonmark: [597],
  },
  "a language of code goes when it is not written like any we colour": {
    what: /language-(föö|;)/g,
    commonmark: [34, 144],
  },
};

const before = ({ markdown }: SpecExample) => asRead(toHtml(treeOf(parseMarkdown(markdown))));
const after = ({ markdown }: SpecExample) =>
  asRead(toHtml(sanitise(treeOf(parseMarkdown(markdown)))));
const those = (examples: SpecExample[], ids: (number | string)[] = []) =>
  examples.filter(({ id }) => ids.includes(id));

test.for([
  ["commonmark", commonmark],
  ["gfm", gfm],
] as const)("the sanitiser changes exactly the listed examples of %s", ([spec, examples]) => {
  const changed = examples.filter((example) => before(example) !== after(example));
  const listed = Object.values(changes).flatMap((change) => change[spec] ?? []);
  expect(new Set(changed.map(({ id }) => id))).toEqual(new Set(listed));
});

test.for(Object.entries(changes))("%s, and nothing else of the example", ([, change]) => {
  for (const example of [...those(commonmark, change.commonmark), ...those(gfm, change.gfm)]) {
    const expected = asRead(before(example).replace(change.what, change.becomes ?? ""));
    expect(after(example), String(example.id)).toBe(expected);
  }
});
