import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { openRedisLimiter } from "./limits/redis-limiter.ts";
import { startRedis } from "./redis-for-tests.ts";
import { openRedis } from "./redis.ts";
import { openRedisSessions } from "./sessions/redis-sessions.ts";
import { StoreUnavailable } from "./store-unavailable.ts";

const life = { idleMs: 3_600_000, absoluteMs: 43_200_000 };
const one = { name: "one", points: 100, perSeconds: 60 };
const ada = {
  personId: "ada",
  authVersion: 1,
  meta: { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" },
};

/** Longer than the breaker stays open. */
const soon = { timeout: 5000 };

/** How long something takes, in milliseconds. */
async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

if (process.env.QUOIN_TEST_REDIS_URL) {
  describe("S-10: a Redis that fails", async () => {
    const server = await startRedis();
    const redis = await openRedis(server.url);
    const sessions = openRedisSessions(redis, life);
    const limiter = openRedisLimiter(redis);
    afterAll(async () => {
      redis.disconnect();
      await server.stop();
    });
    let token = "";
    beforeEach(async () => {
      await expect
        .poll(
          () =>
            sessions.ping().then(
              () => "back",
              () => "away",
            ),
          soon,
        )
        .toBe("back");
      ({ token } = await sessions.create(ada, Date.now()));
    });
    const check = () => sessions.check(token, Date.now());
    const isLost = () => expect(check()).rejects.toThrow(StoreUnavailable);
    const found = () => expect.poll(() => check().catch(() => "away"), soon);

    test("frozen costs one command its time, and the others after it none", async () => {
      server.freeze();
      expect(await took(isLost)).toSatisfy((ms: number) => ms > 200 && ms < 400);
      const others = async () => {
        for (let call = 0; call < 100; call++) await isLost();
        for (let call = 0; call < 50; call++) {
          expect(await limiter.count(one, "somebody")).toBeNull(); // counted in this process
        }
      };
      expect(await took(others)).toBeLessThan(200);
      server.thaw();
    });

    test("frozen for longer is tried by one command a second", async () => {
      server.freeze();
      await isLost();
      const slow: number[] = [];
      const until = performance.now() + 2700;
      while (performance.now() < until) {
        const ms = await took(() => Promise.all([isLost(), isLost(), isLost()]));
        if (ms > 100) slow.push(ms);
        else await new Promise(setImmediate);
      }
      expect(slow.length).toBeLessThanOrEqual(2);
      expect(slow.length).toBeGreaterThanOrEqual(1);
      server.thaw();
    });

    test("signs nobody out: whoever was signed in still is when it answers again", async () => {
      server.freeze();
      await isLost();
      server.thaw();
      // Before the breaker would try again.
      expect(await took(() => found().toMatchObject({ personId: "ada" }))).toBeLessThan(900);
    });

    test("that is gone refuses at once, and is found again without a restart", async () => {
      await server.stop();
      await expect.poll(() => redis.status).not.toBe("ready");
      expect(await took(isLost)).toBeLessThan(100);
      expect(await limiter.count(one, "another")).toBeNull();
      await server.start();
      await found().toBeNull();
    });

    test("that was away for seconds is found within one when it is back", async () => {
      await server.stop();
      const left = performance.now();
      await expect.poll(() => performance.now() - left, { timeout: 5000 }).toBeGreaterThan(4000);
      await server.start();
      expect(await took(() => found().toBeNull())).toBeLessThan(1000);
    });
  });
} else {
  test.skip("a Redis that fails: QUOIN_TEST_REDIS_URL is not set", () => undefined);
}
