import { Redis } from "ioredis";

import { addCircuitBreaker } from "./circuit-breaker.ts";
import { retryPause } from "./retry-pause.ts";
import { StoreUnavailable } from "./store-unavailable.ts";

const firstAnswerMs = 5000;

/**
 * Connects to Redis 7 or later, or Valkey. Waits at most 5 seconds for the first answer; from then
 * on every command answers or fails within `answerMs`, a Redis that is frozen costs that once a second and
 * not once a command, and the connection mends itself within a second.
 *
 * @throws StoreUnavailable
 */
export async function openRedis(url: string, { answerMs = 250 } = {}): Promise<Redis> {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: answerMs,
    commandTimeout: answerMs,
    retryStrategy: retryPause, // its own waits up to five seconds
  });
  addCircuitBreaker(redis);
  let lastError: unknown;
  // Whoever sent a command hears of its failure; ioredis would print the rest.
  redis.on("error", (error) => (lastError = error));

  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      redis.disconnect();
      reject(new StoreUnavailable("Redis cannot be reached", { cause: lastError }));
    }, firstAnswerMs);
    redis.once("ready", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  return redis;
}
