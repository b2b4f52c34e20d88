import { emptyText } from "@quoin/model";
import { expect, test } from "vitest";

import { changedByThem, mergeBodies } from "./merge-texts.ts";

const crlf = (text: string) => text.replaceAll("\n", "\r\n");
const base = "First.\n\nSecond of both.\n\nThird.";

test("paragraphs that two wrote in one text are both in the merge, where they were written", () => {
  const mine = `Mine above.\n\n${base}`;
  const theirs = `${base}\n\nTheirs below.`;
  expect(mergeBodies({ base, mine, theirs })).toBe(`Mine above.\n\n${base}\n\nTheirs below.`);
});

test("two who changed other words of one paragraph have both changes in it", () => {
  const mine = base.replace("Second", "The second");
  const theirs = base.replace("both", "all three");
  expect(mergeBodies({ base, mine, theirs })).toBe(
    base.replace("Second of both", "The second of all three"),
  );
});

test("where both changed the same words both stand, mine first", () => {
  const mine = base.replace("Second of both.", "Mine.");
  const theirs = base.replace("Second of both.", "Theirs.");
  expect(mergeBodies({ base, mine, theirs })).toBe("First.\n\nMine.\n\nTheirs.\n\nThird.");
  const ends = { base: "A", mine: "A one.", theirs: "A two." };
  expect(mergeBodies(ends)).toBe("A one.\n\nA two.");
});

test("what one deleted and the other wrote on stays; what one deleted alone is gone", () => {
  const theirs = base.replace("Second of both.", "Second of both, longer.");
  const mine = base.replace("\n\nSecond of both.", "");
  expect(mergeBodies({ base, mine, theirs })).toContain("Second of both, longer.");
  expect(mergeBodies({ base, mine, theirs: base })).toBe(mine);
});

test("a merge ends its lines as the texts do, and only mine where they differ in that", () => {
  const met = { base: crlf(base), mine: crlf(`Mine.\n\n${base}`), theirs: crlf(`${base}\nX`) };
  expect(mergeBodies(met)).toBe(crlf(`Mine.\n\n${base}\nX`));
  expect(mergeBodies({ ...met, theirs: `${base}\nX` })).toBe(crlf(`Mine.\n\n${base}\nX`));
});

test("a text with several kinds of line ends keeps them through a merge", () => {
  const mixed = "One\r\ntwo\nthree\r\n";
  const met = { base: mixed, mine: `Mine ${mixed}`, theirs: `${mixed}Theirs\n` };
  expect(mergeBodies(met)).toBe(`Mine ${mixed}Theirs\n`);
});

test("no word of either is missing from any merge", () => {
  const words = ["one", "two", "three", "\n\n", "four", "five", "\n\n", "six"];
  const changes = words.flatMap((word, at) => [
    words.with(at, `new-${word}`),
    words.toSpliced(at, 0, "added"),
  ]);
  const begun = words.join(" ");
  for (const [order, one] of changes.entries()) {
    for (const other of changes.slice(order)) {
      const [mine, theirs] = [one, other].map((text) => text.join(" "));
      const merged = mergeBodies({ base: begun, mine: mine ?? "", theirs: theirs ?? "" });
      for (const word of [...one, ...other].filter((each) => !words.includes(each))) {
        expect([mine, theirs, merged.includes(word.trim())]).toEqual([mine, theirs, true]);
      }
    }
  }
});

test("what only they changed is theirs to begin with", () => {
  const mine = { ...emptyText, title: "Mine", tags: ["one"] };
  const theirs = { ...emptyText, title: "Theirs", excerpt: "Said.", tags: ["one"] };
  expect(changedByThem({ base: emptyText, mine, theirs })).toEqual(["excerpt"]);
});
