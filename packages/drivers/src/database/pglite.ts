import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { fromPglite } from "pg-boss";

import { reach } from "../store-unavailable.ts";
import type { Database } from "./database.ts";

/**
 * PGlite starts with fsync off; without `-F` a commit is on the disk before it is answered. Its 128 MB
 * of shared buffers are all resident and only repeat what the system caches: 16 MB save 130 MB.
 */
const onDisk = [
  ...PGlite.defaultStartParams.filter((param) => param !== "-F"),
  ...["-c", "shared_buffers=16MB"],
];

export interface PgliteOptions {
  /** Where the data is. Absent: in memory, gone when closed. */
  folder?: string;
  /** A database made by `snapshotPglite`, to begin from: faster than an empty one. */
  snapshot?: Blob;
}

/** Postgres inside this process. It does not lock its folder: whoever opens it must. */
export async function openPglite({ folder, snapshot }: PgliteOptions = {}): Promise<Database> {
  return over(await open({ folder, snapshot }));
}

/** What a database in memory holds after `prepare`, for `openPglite({ snapshot })`. */
export async function snapshotPglite(prepare: (fresh: Database) => Promise<void>): Promise<Blob> {
  const pglite = await open({});
  try {
    await prepare(over(pglite));
    return await pglite.dumpDataDir("none");
  } finally {
    await pglite.close();
  }
}

const open = ({ folder, snapshot }: PgliteOptions) =>
  PGlite.create({
    dataDir: folder ?? "memory://",
    ...(folder !== undefined && { startParams: onDisk }),
    ...(snapshot && { loadDataDir: snapshot }),
  });

function over(pglite: PGlite): Database {
  const db = drizzle({ client: pglite });
  let migrated: Promise<unknown> = Promise.resolve();
  return {
    db,
    forJobs: { backend: "pglite", db: fromPglite(pglite) },
    migrate(folder) {
      const turn = migrated.then(() => migrate(db, { migrationsFolder: folder }));
      migrated = turn.catch(() => {}); // whoever asked has heard of it
      return turn;
    },
    listen: async (channel, hear) => void (await pglite.listen(channel, hear)),
    ping: () => reach(async () => void (await pglite.query("SELECT 1"))),
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}
