import { constants, cpSync, existsSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";

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
const onDisk = PGlite.defaultStartParams
  .filter((param) => param !== "-F")
  .concat("-c", "shared_buffers=16MB");

export interface PgliteOptions {
  /** Where the data is. Absent: in memory, gone when closed. */
  folder?: string;
  /** A database made by `snapshotPglite`, to begin from: faster than an empty one. */
  snapshot?: Blob;
  /** A file that holds one, for a folder that does not exist yet; without it that takes seconds. */
  template?: string;
}

/** Postgres inside this process. It does not lock its folder: whoever opens it must. */
export async function openPglite(options: PgliteOptions = {}): Promise<Database> {
  const { folder, template } = options;
  if (folder !== undefined && !existsSync(folder)) await makeFolder(folder, template);
  const pglite = await open(options);
  return { ...over(pglite), ...(folder !== undefined && { copyFiles: copierOf(pglite, folder) }) };
}

/** Makes a database beside its place and then names it: one that was half made is never opened. */
async function makeFolder(folder: string, template?: string): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const snapshot =
    template === undefined
      ? undefined
      : new Blob([await readFile(template)], { type: "application/x-gzip" });
  const made = await open({ folder: unfinished, snapshot });
  await made.close();
  await rename(unfinished, folder);
}

/** PGlite writes where it is called from: while a copy is made in one go, no file of it changes. */
const copierOf = (pglite: PGlite, folder: string) => async (target: string) => {
  await pglite.exec("CHECKPOINT"); // so that whoever opens the copy has little to catch up with
  cpSync(folder, target, {
    recursive: true,
    errorOnExist: true,
    force: false,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => !path.endsWith("postmaster.pid"),
  });
};

/** What a database in memory holds after `prepare`, for `openPglite({ snapshot })`. */
export async function snapshotPglite(
  prepare: (fresh: Database) => Promise<void>,
  compression: "none" | "gzip" = "none",
): Promise<Blob> {
  const pglite = await open({});
  try {
    await prepare(over(pglite));
    return await pglite.dumpDataDir(compression);
  } finally {
    await pglite.close();
  }
}

async function open({ folder, snapshot }: { folder?: string; snapshot?: Blob }): Promise<PGlite> {
  const pglite = await PGlite.create({
    dataDir: folder ?? "memory://",
    ...(folder !== undefined && { startParams: onDisk }),
    ...(snapshot && { loadDataDir: snapshot }),
  });
  letOthersTurn(pglite);
  return pglite;
}

/** So long may the database work before whoever else waits for this process has their turn. */
const longestTurnMs = 10;
/** Making a longer message has taken its time before the database sees it. */
const longMessage = 100_000;

/**
 * PGlite works where it is called from and answers within one turn of the event loop: however many
 * queries follow one another, nobody else would be answered before the last.
 */
function letOthersTurn(pglite: PGlite): void {
  const work = pglite.execProtocolRaw.bind(pglite);
  let busyMs = 0;
  pglite.execProtocolRaw = async (message, options) => {
    const began = performance.now();
    const answer = await work(message, options);
    busyMs += performance.now() - began;
    if (busyMs > longestTurnMs || message.length > longMessage) {
      busyMs = 0;
      await setImmediate();
    }
    return answer;
  };
}

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
