import { test } from "vitest";

import { openRedis } from "../redis.ts";
import { openSqlite } from "../sqlite.ts";
import { describeOneTimeStore } from "./one-time-store.contract.ts";
import { openRedisOneTime } from "./redis-one-time.ts";
import { openSqliteOneTime } from "./sqlite-one-time.ts";

describeOneTimeStore("SQLite", async () => openSqliteOneTime(await openSqlite(":memory:")));

const url = process.env.QUOIN_TEST_REDIS_URL;
if (url) describeOneTimeStore("Redis", async () => openRedisOneTime(await openRedis(url)));
else test.skip("one-time values in Redis: QUOIN_TEST_REDIS_URL is not set", () => undefined);
