import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { sql } from "drizzle-orm";
import { Client } from "pg";
import { describe, expect, test } from "vitest";

import { StoreUnavailable } from "../store-unavailable.ts";
import { openEmptyPostgres } from "../testing.ts";
import { describeDatabase } from "./database.contract.ts";
import { openPglite, snapshotPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";

describeDatabase("PGlite", () => openPglite());

test("PGlite keeps what it holds in its folder, and waits for the disk", async () => {
  const folder = await mkdtemp(join(tmpdir(), "quoin-pglite-"));
  const before = await openPglite({ folder });
  await before.db.execute(sql`CREATE TABLE kept AS SELECT 'yes' AS it`);
  expect(await before.db.execute(sql`SHOW fsync`)).toMatchObject({ rows: [{ fsync: "on" }] });
  await before.close();
  const after = await openPglite({ folder });
  expect(await after.db.execute(sql`SELECT it FROM kept`)).toMatchObject({ rows: [{ it: "yes" }] });
  await after.close();
  await rm(folder, { recursive: true });
});

test("PGlite copies its files at one moment, in the middle of anything", async () => {
  const folder = await mkdtemp(join(tmpdir(), "quoin-pglite-"));
  const running = await openPglite({ folder: join(folder, "running") });
  await running.db.execute(sql`CREATE TABLE kept AS SELECT 1 AS it`);
  await running.copyFiles?.(join(folder, "first"));
  await running.db.execute(sql`INSERT INTO kept VALUES (2)`);
  const writing = (async () => {
    for (let it = 3; it < 60; it += 1)
      await running.db.execute(sql`INSERT INTO kept VALUES (${it})`);
  })();
  await running.copyFiles?.(join(folder, "second"));
  await writing;
  await running.close();
  const counts: unknown[] = [];
  for (const name of ["first", "second", "running"]) {
    const copy = await openPglite({ folder: join(folder, name) });
    const { rows } = await copy.db.execute(
      sql`SELECT count(*)::int AS n, max(it) AS last FROM kept`,
    );
    counts.push(rows[0]);
    await copy.close();
  }
  expect(counts[0]).toEqual({ n: 1, last: 1 });
  const [, second] = counts as { n: number; last: number }[];
  expect(second?.n).toBe(second?.last); // none is missing before the last
  expect(second?.n).toBeGreaterThanOrEqual(2);
  expect(counts[2]).toEqual({ n: 59, last: 59 });
  await rm(folder, { recursive: true });
});

test("PGlite begins from a snapshot", async () => {
  const snapshot = await snapshotPglite(
    async ({ db }) => void (await db.execute(sql`CREATE TABLE kept AS SELECT 'yes' AS it`)),
  );
  const database = await openPglite({ snapshot });
  expect(await database.db.execute(sql`SELECT it FROM kept`)).toMatchObject({
    rows: [{ it: "yes" }],
  });
  await database.close();
});

const url = process.env.QUOIN_TEST_DATABASE_URL;

if (url) describeDatabase("Postgres", () => openEmptyPostgres(url));

describe.skipIf(!url)("Postgres (set QUOIN_TEST_DATABASE_URL to run)", () => {
  test("listeners hear once after their lost connection came back", async () => {
    const database = await openEmptyPostgres(String(url));
    let heard = 0;
    await database.listen("quoin_test", () => (heard += 1));
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'quoin listener'`);
    await expect.poll(() => heard, { timeout: 5000 }).toBe(1);
    await other.query("NOTIFY quoin_test");
    await expect.poll(() => heard).toBe(2);
    await other.end();
    await database.close();
  });

  test("S-10: a query whose connection is lost says so, and the next one is answered", async () => {
    const database = await openEmptyPostgres(String(url));
    const endMine = sql`SELECT pg_terminate_backend(pg_backend_pid())`;
    const lost = { cause: expect.any(StoreUnavailable) };
    await expect(database.db.execute(endMine)).rejects.toMatchObject(lost);
    await database.ping();
    const inTransaction = database.db.transaction(async (tx) => void (await tx.execute(endMine)));
    await expect(inTransaction).rejects.toMatchObject(lost);
    await database.ping();
    await database.close();
  });

  test("S-10: a connection lost between two queries of a transaction harms nothing else", async () => {
    const database = await openEmptyPostgres(String(url));
    const other = new Client({ connectionString: database.url });
    await other.connect();
    const paused = database.db.transaction(async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
      await other.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      await expect.poll(() => tx.execute(sql`SELECT 1`).catch(() => "lost")).toBe("lost");
      await tx.execute(sql`SELECT 1`);
    });
    await expect(paused).rejects.toMatchObject({ cause: expect.any(StoreUnavailable) });
    await database.ping();
    await other.end();
    await database.close();
  });

  test("S-10: a statement that Postgres refuses is no lost connection", async () => {
    const database = await openEmptyPostgres(String(url));
    const refused = database.db.execute(sql`SELECT * FROM nowhere`);
    await expect(refused).rejects.toMatchObject({ cause: { code: "42P01" } });
    await database.close();
  });

  test("a wrong address fails at once", async () => {
    await expect(openPostgres("postgres://127.0.0.1:1/none")).rejects.toThrow("did not answer");
  });
});
