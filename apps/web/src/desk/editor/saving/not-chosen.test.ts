import { emptyText } from "@quoin/model";
import { expect, test } from "vitest";

import { notChosen } from "./not-chosen.ts";

const mine = { ...emptyText, title: "Mine", slug: "mine" };
const theirs = { ...emptyText, title: "Theirs", slug: "theirs" };

test("whichever text is chosen, the other is kept; of a merge both", () => {
  const kept = (decided: typeof mine) =>
    notChosen(decided, { mine, theirs }).map(({ text }) => text.title);
  expect(kept(mine)).toEqual(["Theirs"]);
  expect(kept(theirs)).toEqual(["Mine"]);
  expect(kept({ ...mine, title: "Both" })).toEqual(["Theirs", "Mine"]);
});
