import { RateLimiterMemory } from "rate-limiter-flexible";

import { limiterOver } from "./limiter-over.ts";
import type { Allowance, Limiter } from "./limiter.ts";

/** Counts in this process: right for one process, and what remains while Redis is away. */
export const memoryLimiterFor = ({ name, points, perSeconds }: Allowance): RateLimiterMemory =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: perSeconds });

export const openMemoryLimiter = (): Limiter => ({
  ...limiterOver(memoryLimiterFor),
  close: async () => undefined,
});
