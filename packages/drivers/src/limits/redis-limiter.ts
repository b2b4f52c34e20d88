import type { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";

import { limiterOver } from "./limiter-over.ts";
import type { Limiter } from "./limiter.ts";
import { memoryLimiterFor } from "./memory-limiter.ts";

/** Counts in Redis, for all processes together; in this process while Redis is away. */
export function openRedisLimiter(redis: Redis): Limiter {
  return {
    ...limiterOver(
      (allowance) =>
        new RateLimiterRedis({
          storeClient: redis,
          keyPrefix: `quoin:limit:${allowance.name}`,
          points: allowance.points,
          duration: allowance.perSeconds,
          // Whoever is over is refused here until the window ends, without asking Redis again.
          inMemoryBlockOnConsumed: allowance.points + 1,
          insuranceLimiter: memoryLimiterFor(allowance),
        }),
    ),
    close: async () => redis.disconnect(),
  };
}
