import fc from "fast-check";
import { expect, test } from "vitest";

import { retryPause } from "./retry-pause.ts";

test("S-10: however long a store was away, it is tried again within half a second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (nth) => {
      const pause = retryPause(nth);
      expect(pause).toBeGreaterThanOrEqual(25);
      expect(pause).toBeLessThanOrEqual(400);
    }),
  );
});

test("S-10: processes that lost a store together do not come back together", () => {
  const pauses = new Set(Array.from({ length: 100 }, () => retryPause(20)));
  expect(pauses.size).toBeGreaterThan(20);
});
