import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Pool } from "pg";

import { reach } from "../store-unavailable.ts";
import type { Database } from "./database.ts";
import { tellLostConnections } from "./lost-connection.ts";
import { openPostgresListener } from "./postgres-listener.ts";

/** Any number, as long as no other program on the same database locks it: "quoin" in ASCII. */
const migrationLock = 0x71_75_6f_69_6e;

/** Postgres 15 or later. Connects once, so that a wrong address fails here. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    application_name: "quoin",
    max: 10,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  pool.on("error", () => {}); // an idle connection was lost; the pool has already replaced it
  tellLostConnections(pool);
  const db = drizzle({ client: pool });

  await reach(async () => {
    const { rows } = await pool.query<{ number: number }>(
      "SELECT current_setting('server_version_num')::int AS number",
    );
    const major = Math.floor((rows[0]?.number ?? 0) / 10_000);
    if (major < 15) throw new Error(`Quoin needs Postgres 15 or later; this one is ${major}`);
  }).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });

  const listener = openPostgresListener(url);
  return {
    db,
    forJobs: { backend: "postgres", connectionString: url },

    async migrate(folder) {
      const client = await pool.connect();
      try {
        await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
        await migrate(drizzle({ client }), { migrationsFolder: folder });
        await client.query("SELECT pg_advisory_unlock($1)", [migrationLock]);
        client.release();
      } catch (error) {
        client.release(true); // closing the connection gives the lock back
        throw error;
      }
    },

    listen: (channel, hear) => listener.listen(channel, hear),
    ping: () => reach(async () => void (await pool.query("SELECT 1"))),
    async close() {
      await listener.close();
      if (!pool.ended) await pool.end();
    },
  };
}
