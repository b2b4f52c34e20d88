import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { eq, sql } from "drizzle-orm";
import { customType, pgTable, text } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { StoreUnavailable } from "../store-unavailable.ts";
import type { Database } from "./database.ts";

const moment = customType<{ data: string; driverData: string | Date }>({
  dataType: () => "timestamp (3) with time zone",
  fromDriver: (value) => new Date(value).toISOString(),
});
const wedges = pgTable("wedges", { name: text("name").primaryKey(), at: moment("at") });

const first = `CREATE TABLE wedges (
  name text CONSTRAINT wedges_name PRIMARY KEY, at timestamp (3) with time zone)`;
const second = "ALTER TABLE wedges ADD COLUMN angle integer";

/** Everything a database promises. Both drivers run this, unchanged. */
export const describeDatabase = (driver: string, open: () => Promise<Database>) =>
  describe(`a database in ${driver}`, () => {
    let database: Database;
    let folder: string;
    beforeAll(async () => {
      database = await open();
      folder = await mkdtemp(join(tmpdir(), "quoin-migrations-"));
      await writeMigrations(folder, [first]);
      await database.migrate(folder);
    });
    afterAll(async () => {
      await database.close();
      await rm(folder, { recursive: true });
    });
    beforeEach(async () => void (await database.db.delete(wedges)));

    test("is migrated once, however often and by however many it is asked", async () => {
      await database.db.insert(wedges).values({ name: "kept" });
      await Promise.all([database.migrate(folder), database.migrate(folder)]);
      await writeMigrations(folder, [first, second]);
      await Promise.all([database.migrate(folder), database.migrate(folder)]);
      const { rows } = await database.db.execute(sql`SELECT name, angle FROM wedges`);
      expect(rows).toEqual([{ name: "kept", angle: null }]);
    });

    test("names the unique constraint that refused a row", async () => {
      await database.db.insert(wedges).values({ name: "one" });
      const again = database.db.insert(wedges).values({ name: "one" });
      await expect(again).rejects.toMatchObject({
        cause: { code: "23505", constraint: "wedges_name" },
      });
    });

    test("gives a moment as the same text it was given, to the millisecond", async () => {
      const moments = ["2026-05-12T09:00:00.000Z", "1999-12-31T23:59:59.999Z"];
      for (const at of moments) {
        await database.db.insert(wedges).values({ name: at, at });
        const [row] = await database.db.select().from(wedges).where(eq(wedges.name, at));
        expect(row?.at).toBe(at);
      }
    });

    test("runs a prepared statement with other values each time", async () => {
      await database.db.insert(wedges).values([{ name: "one" }, { name: "two" }]);
      const named = database.db
        .select({ name: wedges.name })
        .from(wedges)
        .where(eq(wedges.name, sql.placeholder("name")))
        .prepare("wedge_named");
      expect(await named.execute({ name: "one" })).toEqual([{ name: "one" }]);
      expect(await named.execute({ name: "two" })).toEqual([{ name: "two" }]);
      expect(await named.execute({ name: "none" })).toEqual([]);
    });

    test("keeps nothing of a transaction that failed", async () => {
      const failed = database.db.transaction(async (tx) => {
        await tx.insert(wedges).values({ name: "gone" });
        throw new Error("changed my mind");
      });
      await expect(failed).rejects.toThrow("changed my mind");
      expect(await database.db.select().from(wedges)).toEqual([]);
    });

    test("tells listeners of a notice when it is committed, and never before", async () => {
      let heard = 0;
      await database.listen("quoin_test", () => (heard += 1));
      await database.db.transaction(async (tx) => {
        await tx.execute(sql`SELECT pg_notify('quoin_test', '')`);
        await tx.execute(sql`SELECT 1`);
        expect(heard).toBe(0);
      });
      await expect.poll(() => heard).toBe(1);
      const failed = database.db.transaction(async (tx) => {
        await tx.execute(sql`SELECT pg_notify('quoin_test', '')`);
        throw new Error("changed my mind");
      });
      await expect(failed).rejects.toThrow();
      await database.db.execute(sql`SELECT pg_notify('quoin_test', '')`);
      await expect.poll(() => heard).toBe(2);
    });

    test("answers a ping, and says that it is unavailable once it is gone", async () => {
      const gone = await open();
      await gone.ping();
      await gone.close();
      await expect(gone.ping()).rejects.toThrow(StoreUnavailable);
      await gone.close();
    });
  });

/** What drizzle-kit generates: a journal, and a file for each entry. */
async function writeMigrations(folder: string, statements: string[]): Promise<void> {
  await mkdir(join(folder, "meta"), { recursive: true });
  const entries = statements.map((_, index) => ({
    idx: index,
    version: "7",
    when: index + 1,
    tag: `000${index}_step`,
    breakpoints: true,
  }));
  const journal = { version: "7", dialect: "postgresql", entries };
  await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify(journal));
  for (const [index, statement] of statements.entries()) {
    await writeFile(join(folder, `000${index}_step.sql`), statement);
  }
}
