import { test } from "vitest";

import { openRedis } from "../redis.ts";
import { describeLimiter } from "./limiter.contract.ts";
import { openMemoryLimiter } from "./memory-limiter.ts";
import { openRedisLimiter } from "./redis-limiter.ts";

describeLimiter("memory", async () => openMemoryLimiter());

const url = process.env.QUOIN_TEST_REDIS_URL;
if (url) describeLimiter("Redis", async () => openRedisLimiter(await openRedis(url)));
else test.skip("limits in Redis: QUOIN_TEST_REDIS_URL is not set", () => undefined);
