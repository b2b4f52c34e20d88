import { chmod, open } from "node:fs/promises";

import type { Database } from "better-sqlite3";

/**
 * Opens a SQLite file that only its owner can read, in WAL mode; ":memory:" keeps nothing.
 *
 * @throws Error when Node is older than 22.12, where the native module would crash
 */
export async function openSqlite(file: string): Promise<Database> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 12)) {
    throw new Error(`SQLite needs Node 22.12 or later; this is ${process.versions.node}`);
  }
  const { default: Sqlite } = await import("better-sqlite3");
  if (file !== ":memory:") await keepPrivate(file);

  const sqlite = new Sqlite(file);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = NORMAL"); // in WAL mode this loses nothing when the process dies
  sqlite.pragma("busy_timeout = 250");
  return sqlite;
}

/** SQLite gives its journal files the mode of the database, so the file is made before it opens. */
async function keepPrivate(file: string): Promise<void> {
  await (await open(file, "a", 0o600)).close();
  await chmod(file, 0o600);
}
