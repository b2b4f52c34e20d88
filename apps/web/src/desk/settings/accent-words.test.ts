import { expect, test } from "vitest";

import { shadesOf } from "../../styles/accent.ts";
import { wordsOnAccent } from "./accent-words.ts";

const say = (accent: string, theme: "light" | "dark") =>
  wordsOnAccent(accent, shadesOf(accent)[theme], theme);

test("an accent too faint to read is warned of in words, and what readers see is named", () => {
  expect(say("#ffff00", "light")).toMatch(
    /^On paper it stands out only 0\.9|1(\.\d)? to 1, too little .* Readers of light pages see #[0-9a-f]{6} instead\.$/,
  );
  expect(say("#ffff00", "dark")).toMatch(
    /^On ink it stands out 1\d\.?\d? to 1 and is shown as it is/,
  );
  expect(say("#000033", "dark")).toContain("Readers of dark pages see");
  expect(say("#000033", "light")).toContain("shown as it is");
});
