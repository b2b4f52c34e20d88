import type { RateLimiterAbstract } from "rate-limiter-flexible";
import { RateLimiterRes } from "rate-limiter-flexible";

import type { Allowance, Limiter } from "./limiter.ts";

/** Counts with one of the library's limiters per allowance, made when first needed. */
export function limiterOver(
  open: (allowance: Allowance) => RateLimiterAbstract,
): Pick<Limiter, "count"> {
  const limiters = new Map<string, RateLimiterAbstract>();

  return {
    async count(allowance, key) {
      const { name, points, perSeconds } = allowance;
      const id = `${name}:${points}:${perSeconds}`;
      const limiter = limiters.get(id) ?? open(allowance);
      limiters.set(id, limiter);
      try {
        await limiter.consume(key);
        return null;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      }
    },
  };
}
