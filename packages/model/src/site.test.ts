import { expect, test } from "vitest";

import { languageOf, placeOf } from "./site.ts";

test.each([
  ["/about", "/about"],
  [" /about ", "/about"],
  ["/sch%C3%B6n", "/schön"],
  ["/schön#über", "/schön#über"],
  ["/100%25", "/100%25"],
  ["/%ff", "/%ff"],
  ["/a/../b", "/b"],
  ["/tag/type?after=x", "/tag/type?after=x"],
  ["https://quoin.test", "https://quoin.test/"],
  ["HTTP://quoin.test/A", "http://quoin.test/A"],
  ["mailto:ada@quoin.test", "mailto:ada@quoin.test"],
])("the navigation may lead to %j", (typed, kept) => {
  expect(placeOf(typed)).toBe(kept);
  expect(placeOf(kept)).toBe(kept);
});

test.each([
  "",
  "about",
  "//evil.test",
  String.raw`/\evil.test`,
  "/\t/evil.test",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "blob:https://quoin.test/x",
  "ftp://quoin.test",
  "https:evil.test",
  "https://",
  "https://ada:secret@quoin.test",
  "mailto:",
  "mailto:ada",
])("the navigation may not lead to %j", (typed) => {
  expect(placeOf(typed)).toBeNull();
});

test("a language is what BCP 47 calls one, in one spelling", () => {
  expect(["EN-gb", " de ", "zh-hant-tw", "pt-BR"].map(languageOf)).toEqual([
    "en-GB",
    "de",
    "zh-Hant-TW",
    "pt-BR",
  ]);
  for (const none of ["", "english!", "e", "en_GB", "<script>", "en-"]) {
    expect(languageOf(none), none).toBeNull();
  }
});
