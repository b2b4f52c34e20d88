import { expect, test } from "vitest";

import { costliestIn } from "./costliest.ts";

test.for([
  ["footnotes", "word[^a] and[^b]\n\n[^a]: A [link](b).\n"],
  ["tables", "| a | b |\n|---|---|\n| *c* | [d](e) |\n"],
  ["headings", "# One\n\n## Two\n\nThree\n-----\n"],
  ["pictures", "![](a) ![](b)"],
  ["quotations", "> one\n\n> two\n"],
  ["lists", "- [ ] one\n- [x] two\n"],
  ["lists", "1. one\n2. two\n   - three\n"],
  ["links", "[a](b) and https://a.example"],
  ["code", "Run `a`, then `b`.\n"],
  ["tags", "<p>one<p>two"],
  ["emphasis", "*one* **two**"],
  ["paragraphs", "One.\n\nTwo.\n"],
  ["paragraphs", ""],
])("%s are what costs most in %j", ([construct, body]) => {
  expect(costliestIn(`${body}`)).toBe(construct);
});
