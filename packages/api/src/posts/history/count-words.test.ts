import { expect, test } from "vitest";

import { countWords } from "./count-words.ts";

test("words are what stands between spaces, and characters where there are none", () => {
  const counts: [string, number][] = [
    ["", 0],
    [" \n\t ", 0],
    ["one", 1],
    ["  A quoin,\r\n\r\na  *wedge*. ", 4],
    ["non\u00a0breaking", 2],
    ["活字印刷", 4],
    ["Gutenberg は印刷", 4],
  ];
  for (const [text, count] of counts) expect([text, countWords(text)]).toEqual([text, count]);
});
