import { expect, test } from "vitest";

import {
  compareTexts,
  compareWords,
  countChanges,
  type Piece,
  type Stretch,
} from "./compare-texts.ts";

/** Pieces as one line: [-went-] and {+came+}. */
const told = (pieces: readonly Piece[]) =>
  pieces
    .map(({ kind, text }) =>
      kind === "kept" ? text : kind === "removed" ? `[-${text}-]` : `{+${text}+}`,
    )
    .join("");
const tell = (stretches: readonly Stretch[]) =>
  stretches.map((stretch) =>
    stretch.kind === "changed"
      ? told(stretch.pieces)
      : stretch.kind === "same"
        ? stretch.text
        : `(${stretch.paragraphs} folded)`,
  );
/** Nothing may get lost: what was kept and removed is the old text, what was kept and added the new. */
const side = (stretches: readonly Stretch[], without: Piece["kind"]) =>
  stretches
    .map((stretch) =>
      stretch.kind === "changed"
        ? stretch.pieces.map(({ kind, text }) => (kind === without ? "" : text)).join("")
        : stretch.text,
    )
    .filter((text) => text !== "")
    .join("\n\n");

/** A text as paragraphs, whatever stood between them. */
const plain = (some: string) =>
  some
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => paragraph.trimEnd())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");

const long = (n: number) => `Paragraph ${n} ${"goes on and on ".repeat(20)}`.trim();
const many = (count: number) => Array.from({ length: count }, (_, n) => long(n));

test("words that changed are told from words that stayed", () => {
  const pieces = compareWords("A quoin is a wedge.", "A quoin is a small wedge!");
  expect(told(pieces)).toBe("A quoin is a {+small +}wedge[-.-]{+!+}");
});

test("changes side by side are read as one phrase", () => {
  const pieces = compareWords(
    "The press was old and loud, and nobody minded it much.",
    "The press was new but quiet, and nobody minded it much.",
  );
  expect(told(pieces)).toBe(
    "The press was [-old and loud-]{+new but quiet+}, and nobody minded it much.",
  );
});

test("texts with little in common are shown one after the other", () => {
  const [before, after] = ["It rained all of the day.", "Of quoins, the small ones hold a page."];
  expect(told(compareWords(before, after))).toBe(`[-${before}-]{+${after}+}`);
  expect(told(compareWords("", after))).toBe(`{+${after}+}`);
  expect(told(compareWords(before, ""))).toBe(`[-${before}-]`);
  expect(compareWords("", "")).toEqual([]);
});

test("what did not change folds away, but for a paragraph on either side", () => {
  const before = many(9);
  const after = before.with(4, `${long(4)} and further`);
  expect(tell(compareTexts(before.join("\n\n"), after.join("\n\n")))).toEqual([
    "(3 folded)",
    long(3),
    `${long(4)}{+ and further+}`,
    long(5),
    "(3 folded)",
  ]);
});

test("a short paragraph is not worth folding", () => {
  expect(tell(compareTexts("One.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\n3."))).toEqual([
    "One.",
    "Two.",
    "[-Three.-]{+3.+}",
  ]);
});

test("a paragraph put in or taken out leaves its neighbours alone", () => {
  expect(tell(compareTexts("One.\n\nThree.", "One.\n\nTwo.\n\nThree."))).toEqual([
    "One.",
    "{+Two.+}",
    "Three.",
  ]);
  expect(tell(compareTexts("One.\n\nTwo.\n\nThree.", "One.\n\nThree."))).toEqual([
    "One.",
    "[-Two.-]",
    "Three.",
  ]);
});

test("a paragraph that was edited is found again among new ones", () => {
  const before = [long(1), "Of quoins, the small ones hold a page.", long(2)];
  const after = ["All new here, and first.", "Of quoins the small ones hold a page."];
  expect(tell(compareTexts(before.join("\n\n"), after.join("\n\n")))).toEqual([
    `[-${long(1)}-]{+All new here, and first.+}`,
    "Of quoins[-,-] the small ones hold a page.",
    `[-${long(2)}-]`,
  ]);
});

test("line ends and blank lines are no change of words", () => {
  expect(tell(compareTexts("One.\r\n\r\nTwo.\r\n", "One.\n\n\n \nTwo."))).toEqual(["One.\n\nTwo."]);
});

test("both texts can be read out of a comparison, whatever they are", () => {
  const words = ["press", "ink", "and", "活字", "🙂", "a", "—", "*bold*", "\n", "\n\n"];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const text = () =>
    Array.from({ length: random(80) }, () => words[random(words.length)]).join(" ");
  for (let round = 0; round < 300; round += 1) {
    const [before, after] = [text(), text()];
    const stretches = compareTexts(before, after);
    expect(side(stretches, "added")).toBe(plain(before));
    expect(side(stretches, "removed")).toBe(plain(after));
  }
});

test("the words that came and went are counted", () => {
  const stretches = compareTexts("One two three four.", "One two 3 four, five.");
  expect(countChanges(stretches)).toEqual({ added: 3, removed: 1 });
});
