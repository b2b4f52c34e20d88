import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { readConfig } from "./config.ts";
import { openServices } from "./open-services.ts";
import { openFolders } from "./testing/folders.ts";

const makeFolder = openFolders();
const places = {
  migrations: fileURLToPath(new URL("../../../packages/api/migrations", import.meta.url)),
};
const noStore = {
  S3_BUCKET: "nowhere",
  S3_ENDPOINT: "http://127.0.0.1:9",
  S3_FORCE_PATH_STYLE: "true",
  AWS_ACCESS_KEY_ID: "a",
  AWS_SECRET_ACCESS_KEY: "b",
};

test("where one service cannot be opened, those that could are closed, and another start succeeds", async () => {
  const QUOIN_DATA = await makeFolder();
  const refused = openServices(readConfig({ QUOIN_DATA, ...noStore }), places);
  await expect(refused).rejects.toThrow(/store|S3|bucket/i);
  const opened = await openServices(readConfig({ QUOIN_DATA }), places);
  await opened.close();
}, 60_000);

const url = process.env.QUOIN_TEST_REDIS_URL;
test.skipIf(!url)(
  "no connection to Redis outlives a start that failed",
  async () => {
    const { openRedis } = await import("@quoin/drivers/production");
    const redis = await openRedis(url ?? "");
    const clients = async () =>
      String(await redis.client("LIST"))
        .trim()
        .split("\n").length;
    const before = await clients();
    const env = { QUOIN_DATA: await makeFolder(), REDIS_URL: url, ...noStore };
    await expect(openServices(readConfig(env), places)).rejects.toThrow(/store|S3|bucket/i);
    await expect.poll(clients).toBe(before);
    redis.disconnect();
  },
  60_000,
);
