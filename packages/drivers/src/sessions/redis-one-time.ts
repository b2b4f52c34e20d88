import type { Redis } from "ioredis";

import { reach } from "../store-unavailable.ts";
import type { OneTimeStore } from "./one-time-store.ts";

const redisKey = (key: string) => `quoin:once:${key}`;

/** One-time values in Redis 7 or later, or Valkey. Redis expires them; nothing here sweeps. */
export function openRedisOneTime(redis: Redis): OneTimeStore {
  return {
    putOnce: (key, value, ttlMs) =>
      reach(async () => (await redis.set(redisKey(key), value, "PX", ttlMs, "NX")) === "OK"),
    takeOnce: (key) => reach(() => redis.getdel(redisKey(key))),
    close: async () => redis.disconnect(),
  };
}
