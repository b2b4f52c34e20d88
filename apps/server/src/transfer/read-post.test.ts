import { expect, test } from "vitest";

import { momentOf } from "./read-post.ts";

test.each([
  ["2026-05-12", "2026-05-12T00:00:00.000Z"],
  ["2026-05-12 9:30", "2026-05-12T09:30:00.000Z"],
  ["2026-05-12 09:30:15 UTC", "2026-05-12T09:30:15.000Z"],
  ["2026-05-12 09:30:15 +0900", "2026-05-12T00:30:15.000Z"],
  ["2026-05-12T09:30:15.123456-05:00", "2026-05-12T14:30:15.123Z"],
  ["20260512T093015+0900", "2026-05-12T00:30:15.000Z"],
])("%s in front matter is a moment", (text, at) => {
  expect(momentOf(text, "date")).toBe(at);
});

test.each(["2026-02-30", "2026-04-31 10:00", "0000-01-01", "2026-05-12 25:00", "2026-05-12 10:61"])(
  "%s is in no calendar, and the file is told so",
  (text) => {
    expect(() => momentOf(text, "date")).toThrow(`its date is no date: "${text}"`);
  },
);
