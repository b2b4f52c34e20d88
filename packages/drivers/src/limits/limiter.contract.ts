import { randomUUID } from "node:crypto";

import { afterAll, describe, expect, test } from "vitest";

import type { Limiter } from "./limiter.ts";

/** Everything a limiter promises. Every driver runs this, unchanged. */
export const describeLimiter = (driver: string, open: () => Promise<Limiter>) =>
  describe(`limits in ${driver}`, async () => {
    const limiter = await open();
    afterAll(() => limiter.close());

    const three = { name: "three", points: 3, perSeconds: 60 };

    test("lets so many calls through and then says how long to wait", async () => {
      const key = randomUUID();
      for (let call = 0; call < 3; call++) expect(await limiter.count(three, key)).toBeNull();
      for (let call = 0; call < 3; call++) {
        const wait = await limiter.count(three, key);
        expect(wait).toBeGreaterThanOrEqual(1);
        expect(wait).toBeLessThanOrEqual(60);
      }
    });

    test("of a hundred calls at once exactly so many pass", async () => {
      const key = randomUUID();
      const calls = Array.from({ length: 100 }, () => limiter.count(three, key));
      expect((await Promise.all(calls)).filter((wait) => wait === null)).toHaveLength(3);
    });

    test("keys do not share an allowance, nor do names", async () => {
      const [key, once] = [randomUUID(), { name: "once", points: 1, perSeconds: 60 }];
      expect(await limiter.count(once, key)).toBeNull();
      expect(await limiter.count(once, key)).not.toBeNull();
      expect(await limiter.count(once, randomUUID())).toBeNull();
      expect(await limiter.count({ ...once, name: "another" }, key)).toBeNull();
    });

    test("calls pass again when the window has ended", async () => {
      const [key, brief] = [randomUUID(), { name: "brief", points: 1, perSeconds: 1 }];
      expect(await limiter.count(brief, key)).toBeNull();
      expect(await limiter.count(brief, key)).toBe(1);
      const pass = () => limiter.count(brief, key);
      await expect.poll(pass, { timeout: 3000 }).toBeNull(); // the store keeps the time
    });

    test("a store that is gone limits in this process and refuses nobody else", async () => {
      const [gone, key] = [await open(), randomUUID()];
      await gone.close();
      for (let call = 0; call < 3; call++) expect(await gone.count(three, key)).toBeNull();
      expect(await gone.count(three, key)).not.toBeNull();
      expect(await gone.count(three, randomUUID())).toBeNull();
    });
  });
