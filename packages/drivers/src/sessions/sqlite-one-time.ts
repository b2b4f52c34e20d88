import type { Database } from "better-sqlite3";

import { reach } from "../store-unavailable.ts";
import type { OneTimeStore } from "./one-time-store.ts";

/** One-time values in a SQLite file. Every put sweeps what has expired, so nothing piles up. */
export function openSqliteOneTime(sqlite: Database): OneTimeStore {
  sqlite.exec(`
    CREATE TABLE IF NOT EXISTS one_time (
      key TEXT PRIMARY KEY, value TEXT NOT NULL,
      expires_at INTEGER NOT NULL -- milliseconds since the epoch
    ) STRICT, WITHOUT ROWID;
  `);
  const sweep = sqlite.prepare("DELETE FROM one_time WHERE expires_at <= ?");
  const put = sqlite.prepare("INSERT OR IGNORE INTO one_time VALUES (?, ?, ?)");
  const take = sqlite.prepare<[string, number], { value: string }>(
    "DELETE FROM one_time WHERE key = ? AND expires_at > ? RETURNING value",
  );

  return {
    putOnce: (key, value, ttlMs) =>
      reach(() => {
        sweep.run(Date.now());
        return put.run(key, value, Date.now() + ttlMs).changes === 1;
      }),
    takeOnce: (key) => reach(() => take.get(key, Date.now())?.value ?? null),
    close: async () => void sqlite.close(),
  };
}
