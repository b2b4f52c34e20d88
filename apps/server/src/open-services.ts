import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { openRenderer, type Services, type SiteFacts } from "@quoin/api";
import type {
  BlobStore,
  Database,
  JobQueue,
  Limiter,
  OneTimeStore,
  SessionStore,
} from "@quoin/drivers";
import { openAside } from "@quoin/drivers/aside";
import { openImages } from "@quoin/drivers/images";
import { openJobs } from "@quoin/drivers/jobs";

import type { Config } from "./config.ts";
import { openReader, type Reader } from "./transfer/reader.ts";

/** Every service, open, with what the server alone does with them. */
export interface Opened {
  services: Services;
  database: Database;
  jobs: JobQueue;
  /** Of an import's files. */
  reader: Reader;
  /** One line per service, for people. */
  lines: string[];
  /** Names of the services that do not answer just now. */
  ready: () => Promise<string[]>;
  /** Closes everything, last opened first. */
  close: () => Promise<void>;
}

/** Where the build put what drivers read at run time. */
export interface Places {
  migrations: string;
  /** The entry of a process beside this one, and what it does; absent where the sources are. */
  aside?: { entry: URL; images: URL; renders: URL; reads: URL };
  /** A migrated, empty PGlite that new folders begin from; without it the first start takes longer. */
  newDatabase?: string;
}

/**
 * Opens the drivers a configuration chooses. The only product file that names one.
 * `onTrouble` hears of jobs that failed, which nobody waits for.
 */
export async function openServices(
  config: Config,
  places: Places,
  onTrouble: (error: unknown) => void = () => {},
): Promise<Opened> {
  const closers: Closers = [];
  const close = async () => {
    for (const closer of closers.toReversed()) await closer();
  };
  try {
    if (config.embedded.size > 0) closers.push(await lockData(config.dataFolder));

    const [{ database, ...aboutDatabase }, stores, { blobs, ...aboutBlobs }] = await settled([
      openDatabase(config, places, closers),
      openStores(config, closers),
      openBlobs(config, closers),
    ]);
    await database.migrate(places.migrations);
    const jobs = await openJobs(database, { onTrouble });
    const { aside } = places;
    const images = openImages({ entry: aside?.entry, module: aside?.images });
    const entry = aside?.entry;
    const renderer = openRenderer((own) => openAside({ entry, ...own }), aside?.renders);
    const reader = openReader((own) => openAside({ entry, ...own }), aside?.reads);
    closers.push(
      () => images.close(),
      () => renderer.close(),
      () => reader.close(),
      () => jobs.close(),
    );

    const { sessions, once, limits } = stores;
    const site: SiteFacts = {
      url: config.url.origin,
      mediaUrl: config.mediaUrl,
      signUp: config.signUp,
      sessionLife: config.sessionLife,
      maxImageBytes: config.maxImageBytes,
    };
    return {
      services: {
        db: database.db,
        now,
        sessions,
        once,
        limits,
        blobs,
        images,
        renderer,
        jobs,
        site,
      },
      database,
      jobs,
      reader,
      lines: [aboutDatabase.line, stores.line, aboutBlobs.line],
      ready: () => silent({ database, sessions, blobs }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function lockData(folder: string): Promise<() => void> {
  const { lockFolder } = await import("@quoin/drivers/embedded");
  return (await lockFolder(folder)).release;
}

type Closers = (() => unknown)[];

/** Waits for all, whatever becomes of each: only then is it known what there is to close. */
async function settled<Opened extends readonly unknown[]>(work: {
  [Index in keyof Opened]: Promise<Opened[Index]>;
}): Promise<Opened> {
  await Promise.allSettled(work);
  return Promise.all(work) as unknown as Promise<Opened>; // the cast: as many, in the same order
}

async function openDatabase(
  config: Config,
  { newDatabase }: Places,
  closers: Closers,
): Promise<{ database: Database; line: string }> {
  if (config.databaseUrl) {
    const { openPostgres } = await import("@quoin/drivers/production");
    const database = await openPostgres(config.databaseUrl);
    closers.push(() => database.close());
    return { database, line: `database   Postgres at ${hostOf(config.databaseUrl)}` };
  }
  const folder = join(config.dataFolder, "database");
  const { openPglite } = await import("@quoin/drivers/embedded");
  const database = await openPglite({ folder, template: newDatabase });
  closers.push(() => database.close());
  return { database, line: `database   PGlite in ${folder}` };
}

interface Stores {
  sessions: SessionStore;
  once: OneTimeStore;
  limits: Limiter;
  line: string;
}

async function openStores(
  { redisUrl, dataFolder, sessionLife }: Config,
  closers: Closers,
): Promise<Stores> {
  if (redisUrl) {
    const drivers = await import("@quoin/drivers/production");
    const redis = await drivers.openRedis(redisUrl);
    closers.push(() => redis.disconnect());
    return {
      sessions: drivers.openRedisSessions(redis, sessionLife),
      once: drivers.openRedisOneTime(redis),
      limits: drivers.openRedisLimiter(redis),
      line: `sessions   Redis at ${hostOf(redisUrl)}`,
    };
  }
  const drivers = await import("@quoin/drivers/embedded");
  const file = join(dataFolder, "sessions.db");
  const sqlite = await drivers.openSqlite(file);
  closers.push(() => void sqlite.close());
  return {
    sessions: drivers.openSqliteSessions(sqlite, sessionLife),
    once: drivers.openSqliteOneTime(sqlite),
    limits: drivers.openMemoryLimiter(),
    line: `sessions   SQLite in ${file}`,
  };
}

async function openBlobs(
  config: Config,
  closers: Closers,
): Promise<{ blobs: BlobStore; line: string }> {
  if (config.s3) {
    const { openS3Blobs } = await import("@quoin/drivers/production");
    const blobs = await openS3Blobs(config.s3);
    closers.push(() => blobs.close());
    const problem = await blobs.corsProblem(config.url.origin);
    const line = `files      S3 bucket ${config.s3.bucket}`;
    return { blobs, line: problem === null ? line : `${line}\n           ${problem}` };
  }
  const { openDiskBlobs } = await import("@quoin/drivers/embedded");
  const folder = join(config.dataFolder, "blobs");
  const secret = await readSecret(config.dataFolder);
  const blobs = openDiskBlobs({ folder, secret, baseUrl: config.url.origin });
  closers.push(() => blobs.close());
  return { blobs, line: `files      ${folder}` };
}

/** The key that signs addresses of files; made at the first start and kept beside the data. */
async function readSecret(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "secret");
  const made = randomBytes(32).toString("base64url");
  try {
    await writeFile(file, made, { mode: 0o600, flag: "wx" });
    return made;
  } catch {
    return readFile(file, "utf8"); // it was there
  }
}

async function silent(
  services: Record<string, { ping: () => Promise<unknown> }>,
): Promise<string[]> {
  const names = Object.keys(services);
  const answers = await Promise.allSettled(Object.values(services).map((one) => one.ping()));
  return names.filter((_, index) => answers[index]?.status === "rejected");
}

const now = () => new Date().toISOString();

const hostOf = (address: string): string => new URL(address).host;
