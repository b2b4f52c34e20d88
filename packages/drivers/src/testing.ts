import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Client } from "pg";

import type { BlobStore } from "./blobs/blob-store.ts";
import type { Database } from "./database/database.ts";
import { openPglite, snapshotPglite } from "./database/pglite.ts";
import { openPostgres } from "./database/postgres.ts";
import { openJobs } from "./jobs/index.ts";

export { startRedis } from "./redis-for-tests.ts";

const cache = fileURLToPath(new URL("../node_modules/.cache/quoin/", import.meta.url));

/**
 * A database of a test file's own, migrated and ready for jobs; nothing is left of it when it is
 * closed. PGlite from a cached snapshot, or a new database beside the one that `url` names.
 */
export async function openTestDatabase(migrations: string, url?: string): Promise<Database> {
  if (url === undefined) return openPglite({ snapshot: await cachedSnapshot(migrations) });
  const database = await openEmptyPostgres(url);
  await prepare(database, migrations);
  return database;
}

/** The S3 store that `QUOIN_TEST_S3_URL` names, in a bucket of its own; null when it names none. */
export async function openTestS3(): Promise<BlobStore | null> {
  if (!process.env.QUOIN_TEST_S3_URL) return null;
  // Only now: the SDK is slow to load, and most tests have no use for it.
  const [{ CreateBucketCommand }, { openS3Blobs }, { openS3Client }, { s3SettingsForTests }] =
    await Promise.all([
      import("@aws-sdk/client-s3"),
      import("./blobs/s3/s3-blobs.ts"),
      import("./blobs/s3/s3-client.ts"),
      import("./blobs/s3/s3-for-tests.ts"),
    ]);
  const settings = s3SettingsForTests();
  if (settings === null) return null;
  await openS3Client(settings).send(new CreateBucketCommand({ Bucket: settings.bucket }));
  return openS3Blobs(settings);
}

/**
 * The environment of a site on the services that `QUOIN_TEST_*` name, with a database and a bucket
 * of its own. They are left behind when it ends, as the services of a test run are.
 */
export async function environmentOnServices(): Promise<Record<string, string>> {
  const { QUOIN_TEST_DATABASE_URL: database, QUOIN_TEST_REDIS_URL: redis } = process.env;
  const [{ CreateBucketCommand, PutBucketCorsCommand }, { openS3Client }, { s3SettingsForTests }] =
    await Promise.all([
      import("@aws-sdk/client-s3"),
      import("./blobs/s3/s3-client.ts"),
      import("./blobs/s3/s3-for-tests.ts"),
    ]);
  const s3 = s3SettingsForTests();
  if (!database || !redis || !s3) throw new Error("QUOIN_TEST_* do not name all three services");
  const client = openS3Client(s3);
  const { bucket: Bucket } = s3;
  const rule = { AllowedOrigins: ["*"], AllowedMethods: ["PUT", "GET"], AllowedHeaders: ["*"] };
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
  return {
    DATABASE_URL: (await createDatabase(database)).url,
    REDIS_URL: redis,
    S3_BUCKET: Bucket,
    S3_ENDPOINT: s3.endpoint ?? "",
    S3_FORCE_PATH_STYLE: "true",
    AWS_REGION: s3.region,
    AWS_ACCESS_KEY_ID: s3.accessKeyId ?? "",
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey ?? "",
  };
}

/** A new, empty database on the server that `url` names, dropped when it is closed. */
export async function openEmptyPostgres(url: string): Promise<Database & { url: string }> {
  const { name, url: own } = await createDatabase(url);
  const database = await openPostgres(own);
  return {
    ...database,
    url: own,
    async close() {
      await database.close();
      await run(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function createDatabase(server: string): Promise<{ name: string; url: string }> {
  const name = `quoin_test_${randomUUID().replaceAll("-", "")}`;
  await run(server, `CREATE DATABASE ${name}`);
  return { name, url: Object.assign(new URL(server), { pathname: `/${name}` }).href };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function prepare(database: Database, migrations: string): Promise<void> {
  await database.migrate(migrations);
  const jobs = await openJobs(database);
  await jobs.close();
}

/** The file of a migrated database that new folders begin from (`template` of `openPglite`). */
export async function writeTemplate(migrations: string, file: string): Promise<void> {
  const made = await snapshotPglite((fresh) => prepare(fresh, migrations), "gzip");
  await writeFile(file, made.stream());
}

/** Written whole and then named, since test files run side by side. */
async function cachedSnapshot(migrations: string): Promise<Blob> {
  const file = join(cache, `${await fingerprint(migrations)}.tar`);
  try {
    return new Blob([await readFile(file)]);
  } catch {
    const made = await snapshotPglite((fresh) => prepare(fresh, migrations));
    await mkdir(cache, { recursive: true });
    const unfinished = `${file}.${randomUUID()}`;
    await writeFile(unfinished, made.stream());
    await rename(unfinished, file);
    return made;
  }
}

/** Changes with the migrations, and with the versions of PGlite and pg-boss. */
async function fingerprint(migrations: string): Promise<string> {
  const hash = createHash("sha256");
  hash.update(await readFile(new URL("../package.json", import.meta.url)));
  for (const name of (await readdir(migrations)).toSorted()) {
    if (name.endsWith(".sql")) hash.update(await readFile(join(migrations, name)));
  }
  return hash.digest("hex").slice(0, 32);
}
