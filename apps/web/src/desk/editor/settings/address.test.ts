import { expect, test } from "vitest";

import { nextSlug, slugAhead, slugProblem, slugTyped } from "./address.ts";

test("an address can be typed a letter at a time", () => {
  const typed = ["On", "On ", "On Q", "On Quoins!", "on-quoins-"].map(slugTyped);
  expect(typed).toEqual(["on", "on-", "on-q", "on-quoins-", "on-quoins-"]);
});

test("the address ahead is the one wanted, else the live one, else what the title says", () => {
  const title = "On Quoins";
  expect(slugAhead({ title, slug: "wedges" }, "quoins")).toBe("wedges");
  expect(slugAhead({ title, slug: null }, "quoins")).toBe("quoins");
  expect(slugAhead({ title, slug: null }, null)).toBe("on-quoins");
});

test("an address Quoin needs is refused while it is typed", () => {
  expect(slugProblem("desk")).toMatch(/needs that address/);
  expect(slugProblem("on-desks")).toBeNull();
});

test("a taken address suggests the next one", () => {
  expect(nextSlug("on-quoins")).toBe("on-quoins-2");
  expect(nextSlug("on-quoins-2")).toBe("on-quoins-3");
});
