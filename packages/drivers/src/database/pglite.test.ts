import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";

import { openPglite } from "./pglite.ts";

const database = await openPglite();
afterAll(() => database.close());

test("while many queries follow one another, everybody else has their turn", async () => {
  let turns = 0;
  const counted = () => {
    turns += 1;
    next = setImmediate(counted);
  };
  let next = setImmediate(counted);
  await database.db.transaction(async (tx) => {
    for (let asked = 0; asked < 10; asked += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await tx.execute(sql`SELECT count(md5(n::text)) FROM generate_series(1, 20000) AS n`);
    }
  });
  clearImmediate(next);
  expect(turns).toBeGreaterThanOrEqual(3);
});
