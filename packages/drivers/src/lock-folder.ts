import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { openSqlite } from "./sqlite.ts";

/** Of what embedded drivers write. A version that cannot read a folder refuses it in words. */
export const dataFormat = 1;
/** Where a restore puts what it has not finished; such a folder is not opened. */
export const restoringName = ".restoring";

/** Somebody else has the folder open, or this version cannot read it. The message says what to do. */
export class FolderRefused extends Error {
  override readonly name = "FolderRefused";
}

/**
 * Makes the data folder this process's alone, until `release` or the end of the process, however it
 * ends: the lock is SQLite's, which is the operating system's. PGlite has none of its own, and two
 * processes on one of its folders lose rows without a word.
 *
 * @throws FolderRefused
 */
export async function lockFolder(
  folder: string,
  { restores = false }: { restores?: boolean } = {},
): Promise<{ release: () => void }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const sqlite = await openSqlite(join(folder, "lock.db"));
  try {
    sqlite.pragma("busy_timeout = 0");
    sqlite.exec("BEGIN EXCLUSIVE"); // never committed: the open transaction is the lock
  } catch {
    sqlite.close();
    throw new FolderRefused(
      `${folder} is in use by another Quoin process. Stop that one first, or set QUOIN_DATA to another folder.`,
    );
  }
  try {
    if (!restores) refuseHalfRestored(folder);
    await checkFormat(join(folder, "format"), folder);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return { release: () => void sqlite.close() };
}

/** The database comes last: without it, what a restore left is not a site. */
function refuseHalfRestored(folder: string): void {
  if (!existsSync(join(folder, restoringName)) || existsSync(join(folder, "database"))) return;
  throw new FolderRefused(
    `${folder} holds a restore that did not finish. Run it again: quoin restore <file>.`,
  );
}

async function checkFormat(file: string, folder: string): Promise<void> {
  const stamp = await readFile(file, "utf8").catch(() => undefined);
  if (stamp === undefined) return writeFile(file, `${dataFormat}\n`);
  if (stamp.trim() === String(dataFormat)) return;
  throw new FolderRefused(
    `${folder} holds data of format ${stamp.trim()}; this version of Quoin reads format ${dataFormat}. Run the version that wrote it.`,
  );
}
