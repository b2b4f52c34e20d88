import { randomBytes } from "node:crypto";
import { join } from "node:path";

import { openAside } from "@quoin/drivers/aside";
import { openImages } from "@quoin/drivers/images";
import { openTestS3 } from "@quoin/drivers/testing";

import type { Services, SiteFacts } from "../index.ts";
import { openRenderer } from "../rendering/renderer.ts";

const hour = 3_600_000;
const url = "http://localhost:3000";

const site: SiteFacts = {
  url,
  mediaUrl: url,
  signUp: { mode: "closed", domains: [], role: "writer", ownerEmail: null, setupToken: null },
  sessionLife: { idleMs: hour, absoluteMs: 12 * hour },
  maxImageBytes: 25_000_000,
};

type Stores = Pick<
  Services,
  "sessions" | "once" | "limits" | "blobs" | "images" | "renderer" | "site"
>;

/** One for all files of a worker: a process that renders takes longer to start than to do its work. */
const renderer = openRenderer(openAside);

/** Every store but the database: embedded in `folder`, or the production ones that tests name. */
export async function openStores(folder: string): Promise<{
  stores: Stores;
  close: () => Promise<void>;
}> {
  const [keys, blobs] = [await openKeys(), await openBlobs(folder)];
  const images = openImages();
  const { close, ...stores } = keys;
  return {
    stores: { ...stores, blobs, images, renderer, site },
    async close() {
      await images.close();
      await blobs.close();
      await close();
    },
  };
}

async function openKeys() {
  const redisUrl = process.env.QUOIN_TEST_REDIS_URL;
  const { openMemoryLimiter, openSqlite, openSqliteOneTime, openSqliteSessions } =
    await import("@quoin/drivers/embedded");
  if (redisUrl === undefined) {
    const sqlite = await openSqlite(":memory:");
    return {
      sessions: openSqliteSessions(sqlite, site.sessionLife),
      once: openSqliteOneTime(sqlite),
      limits: openMemoryLimiter(),
      close: async () => void sqlite.close(),
    };
  }
  const production = await import("@quoin/drivers/production");
  // Patient: the tests of a machine with two cores keep each other waiting.
  const redis = await production.openRedis(redisUrl, { answerMs: 5000 });
  return {
    sessions: production.openRedisSessions(redis, site.sessionLife),
    once: production.openRedisOneTime(redis),
    limits: openMemoryLimiter(), // a test's own: files that run side by side would meet in Redis
    close: async () => redis.disconnect(),
  };
}

async function openBlobs(folder: string): Promise<Services["blobs"]> {
  const s3 = await openTestS3();
  if (s3 !== null) return s3;
  const { openDiskBlobs } = await import("@quoin/drivers/embedded");
  const secret = randomBytes(32).toString("hex");
  return openDiskBlobs({ folder: join(folder, "blobs"), secret, baseUrl: url });
}
