import { randomUUID } from "node:crypto";

import { afterAll, describe, expect, test } from "vitest";

import { StoreUnavailable } from "../store-unavailable.ts";
import type { OneTimeStore } from "./one-time-store.ts";

const minute = 60_000;

/** Everything a one-time store promises. Every driver runs this, unchanged. */
export const describeOneTimeStore = (driver: string, open: () => Promise<OneTimeStore>) =>
  describe(`one-time values in ${driver}`, async () => {
    const store = await open();
    afterAll(() => store.close());

    test("S-19: twenty callers at once have exactly one winner, 300 times over", async () => {
      for (let round = 0; round < 300; round++) {
        const key = randomUUID();
        await store.putOnce(key, "mine", minute);
        const taken = await Promise.all(Array.from({ length: 20 }, () => store.takeOnce(key)));
        expect(taken.filter((value) => value !== null)).toEqual(["mine"]);
      }
    });

    test("are not replaced while they last, and are gone once expired", async () => {
      const [kept, brief] = [randomUUID(), randomUUID()];
      expect(await store.putOnce(kept, "first", minute)).toBe(true);
      expect(await store.putOnce(kept, "second", minute)).toBe(false);
      expect(await store.takeOnce(kept)).toBe("first");
      await store.putOnce(brief, "stale", 1);
      const began = Date.now();
      await expect.poll(() => Date.now() - began).toBeGreaterThan(20); // the store keeps the time
      expect(await store.takeOnce(brief)).toBeNull();
      expect(await store.putOnce(brief, "fresh", minute)).toBe(true);
    });

    test("a store that is gone says so, and never says null", async () => {
      const gone = await open();
      await gone.close();
      await expect(gone.takeOnce("any")).rejects.toThrow(StoreUnavailable);
      await expect(gone.putOnce("any", "value", minute)).rejects.toThrow(StoreUnavailable);
    });
  });
