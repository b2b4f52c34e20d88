import { expect, test } from "vitest";

import { excerptOf } from "./item.ts";

test("an excerpt nobody wrote is made of sentences, not of headings and items", () => {
  const text = "Open House\nDoors open at six.\nWhat they bring\nmackerel\ncrab\nCome!";
  expect(excerptOf("", text)).toBe("Doors open at six. Come!");
  expect(excerptOf("", "Milk\nBread")).toBe("Milk Bread"); // there is nothing else
  expect(excerptOf("Mine.", text)).toBe("Mine.");
});

test("a long opening ends after a whole word, and says that it goes on", () => {
  const text = `A heading\n${"word ".repeat(60)}end.`;
  expect(excerptOf("", text)).toMatch(/^word (word )+…$/);
  expect(excerptOf("", "x".repeat(500))).toMatch(/^x{100,200} …$/);
  // Without spaces it is cut somewhere, and never inside a letter.
  for (const before of ["", "x"]) {
    expect(excerptOf("", before + "\u{20bb7}".repeat(300)).isWellFormed()).toBe(true);
  }
});
