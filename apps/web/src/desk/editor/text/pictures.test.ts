import { expect, test } from "vitest";

import { escapeAlt, picturesIn } from "./pictures.ts";

const url = "/media/0190a1b2-0000-7000-8000-000000000001";

test("a line names its pictures, and only the site's own", () => {
  const line = `See ![a wedge](${url} "Title") and ![](https://elsewhere.test/a.png)`;
  expect(picturesIn(line)).toMatchObject([{ alt: "a wedge", url }]);
});

test("a description survives brackets and backslashes", () => {
  const alt = String.raw`[one] \ two`;
  const [picture] = picturesIn(`![${escapeAlt(alt)}](${url})`);
  expect(picture?.alt).toBe(alt);
});
