import { expect, test } from "vitest";

import { slugOf } from "./slug.ts";
import { cutAt, keepableOf, Text } from "./text.ts";

test("what no text may hold is taken out, and nothing else", () => {
  expect(keepableOf("a\0b\ud83dc\udc4dd\u{1f44d}e\uFEFF\u200d\ufffd")).toBe(
    "abcd\u{1f44d}e\uFEFF\u200d\ufffd",
  );
});

test("a text is cut after a whole letter, wherever the limit falls", () => {
  const family = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}";
  const text = `a${family}e\u0301\u{20bb7}\u{1f1f5}\u{1f1f9}z`;
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  for (let max = 0; max <= text.length + 1; max += 1) {
    const cut = cutAt(text, max);
    expect(cut.length).toBeLessThanOrEqual(max);
    const whole = letters.map((_, count) => letters.slice(0, count + 1).join("")).concat("");
    expect(whole).toContain(cut);
    expect(whole.filter((one) => one.length <= max && one.length > cut.length)).toEqual([]);
  }
});

test("a letter without end is cut somewhere, and what is left can be kept", () => {
  const endless = `a${"\u0301".repeat(500)}`;
  expect(cutAt(endless, 60)).toHaveLength(60);
  expect(Text.safeParse(cutAt("\u{1f468}\u200d".repeat(500), 301)).success).toBe(true);
});

test("an address made of a long title is one that can be kept", () => {
  for (const before of ["", "x"]) {
    expect(slugOf(before + "\u{20bb7}".repeat(100)).isWellFormed()).toBe(true);
  }
});
