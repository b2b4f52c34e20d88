import { expect, test } from "vitest";

import { firstTogether } from "./read-together.ts";

const rows = (...bytes: number[]) => bytes.map((each) => ({ bytes: each }));

test("rows are read together up to 3 MB, and one however long it is", () => {
  expect(firstTogether(rows(1_000_000, 1_000_000, 1_000_000, 1))).toBe(3);
  expect(firstTogether(rows(9_000_000, 1))).toBe(1);
  expect(firstTogether(rows(1, 9_000_000, 1))).toBe(1);
  expect(firstTogether(rows(1, 1))).toBe(2);
  expect(firstTogether([])).toBe(0);
});
