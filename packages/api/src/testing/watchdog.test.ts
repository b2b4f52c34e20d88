import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { settings } from "../site/site.table.ts";
import { watched } from "./watchdog.ts";
import { openWorld } from "./world.ts";

const { clock, services } = await openWorld();

test("a transaction that waits for something else fails, and keeps nothing", async () => {
  const db = watched(services.db, 50);
  const never = new Promise(() => {});
  const stuck = db.transaction(async (tx) => {
    const site = { title: "Lost", description: "", createdAt: clock.now() };
    await tx.insert(settings).values(site);
    await never;
  });
  await expect(stuck).rejects.toThrow("use only tx");
  expect(await db.select().from(settings)).toEqual([]);
  await db.transaction((tx) => tx.execute(sql`SELECT 1`));
});
