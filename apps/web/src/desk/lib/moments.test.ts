import { afterEach, beforeEach, expect, test } from "vitest";

import { whenOf, zoneAt } from "./moments.ts";

const before = process.env["TZ"];
beforeEach(() => {
  process.env["TZ"] = "Europe/Berlin";
});
afterEach(() => {
  process.env["TZ"] = before;
});

test("a moment is named with its zone, and with its year when that is another", () => {
  const now = Date.parse("2026-05-01T00:00:00.000Z");
  expect(whenOf("2026-05-12T07:00:00.000Z", now)).toMatch(/May.*0?9:00.*(CEST|GMT\+2)/);
  expect(whenOf("2026-05-12T07:00:00.000Z", now)).not.toContain("2026");
  expect(whenOf("2027-05-12T07:00:00.000Z", now)).toContain("2027");
  expect(zoneAt("2026-05-12T07:00:00.000Z")).toMatch(/^(CEST|GMT\+2), Europe\/Berlin$/);
  process.env["TZ"] = "UTC";
  expect(zoneAt("2026-05-12T07:00:00.000Z")).toBe("UTC");
});
