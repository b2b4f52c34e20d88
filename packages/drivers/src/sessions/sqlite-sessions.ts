import type { Database } from "better-sqlite3";

import { reach } from "../store-unavailable.ts";
import {
  type CheckedSession,
  maxSessions,
  type Session,
  type SessionEntry,
  type SessionLife,
  type SessionStore,
  slideEveryMs,
} from "./session-store.ts";
import { newToken, readToken } from "./session-token.ts";

interface Row {
  sid: string;
  person_id: string;
  auth_version: number;
  auth_at: number;
  created_at: number;
  used_at: number;
  idle_ends_at: number;
  absolute_ends_at: number;
  meta: string;
}

/**
 * Sessions in a SQLite file. Expired ones are swept at the start and with every new session,
 * so nothing piles up and no timer runs.
 */
export function openSqliteSessions(sqlite: Database, life: SessionLife): SessionStore {
  sqlite.exec(`
    CREATE TABLE IF NOT EXISTS session ( -- moments are milliseconds since the epoch
      sid TEXT PRIMARY KEY,
      secret_hash TEXT NOT NULL,
      person_id TEXT NOT NULL,
      auth_version INTEGER NOT NULL,
      auth_at INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      used_at INTEGER NOT NULL, -- the last slide
      idle_ends_at INTEGER NOT NULL, -- never after the absolute end
      absolute_ends_at INTEGER NOT NULL,
      meta TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS session_person ON session (person_id, created_at);
    CREATE INDEX IF NOT EXISTS session_end ON session (idle_ends_at);
  `);

  dropColumn(sqlite, "cookie_at"); // of files made before the cookie went out with every slide

  const every = slideEveryMs(life);
  const sweep = sqlite.prepare<[number]>("DELETE FROM session WHERE idle_ends_at <= ?");
  const evict = sqlite.prepare<[string, number], Pick<Row, "sid">>(
    `DELETE FROM session WHERE sid IN (
       SELECT sid FROM session WHERE person_id = ?
       ORDER BY created_at DESC, sid LIMIT -1 OFFSET ?) RETURNING sid`,
  );
  const insert = sqlite.prepare<[Row & { secret_hash: string }]>(
    `INSERT INTO session VALUES (@sid, @secret_hash, @person_id, @auth_version, @auth_at,
       @created_at, @used_at, @idle_ends_at, @absolute_ends_at, @meta)`,
  );
  const add = sqlite.transaction((row: Row & { secret_hash: string }) => {
    sweep.run(row.created_at);
    const ended = evict.all(row.person_id, maxSessions - 1);
    insert.run(row);
    return ended.map(({ sid }) => sid);
  });
  // One statement, so a revoke comes wholly before or after it and is never undone.
  const use = sqlite.prepare<[{ sid: string; hash: string; now: number; slides: number }], Row>(
    `UPDATE session SET
       used_at = iif(@slides AND @now - used_at >= ${every}, @now, used_at),
       idle_ends_at = iif(@slides AND @now - used_at >= ${every},
         min(@now + ${life.idleMs}, absolute_ends_at), idle_ends_at)
     WHERE sid = @sid AND secret_hash = @hash AND idle_ends_at > @now AND absolute_ends_at > @now
     RETURNING *`,
  );
  const remove = sqlite.prepare<[string]>("DELETE FROM session WHERE sid = ?");
  const removeAll = sqlite.prepare<[string, string]>(
    "DELETE FROM session WHERE person_id = ? AND sid <> ?",
  );
  const all = sqlite.prepare<[string, number], Row>(
    `SELECT * FROM session WHERE person_id = ? AND idle_ends_at > ?
     ORDER BY created_at DESC, sid`,
  );
  const one = sqlite.prepare("SELECT 1");
  sweep.run(Date.now());

  return {
    create: ({ personId, authVersion, authAt, meta }, now) =>
      reach(() => {
        const { sid, token, hash } = newToken();
        const absolute = now + life.absoluteMs;
        const row: Row = {
          sid,
          person_id: personId,
          auth_version: authVersion,
          auth_at: authAt ?? now,
          created_at: now,
          used_at: now,
          idle_ends_at: Math.min(now + life.idleMs, absolute),
          absolute_ends_at: absolute,
          meta: JSON.stringify(meta),
        };
        const ended = add.immediate({ ...row, secret_hash: hash });
        return { token, session: sessionOf(row), ended };
      }),

    check: async (token, now, { passive = false } = {}) => {
      const known = readToken(token);
      if (!known) return null;
      return reach(() => {
        const row = use.get({ ...known, now, slides: passive ? 0 : 1 });
        return row ? checkedOf(row, now) : null;
      });
    },

    revoke: (sid) => reach(() => void remove.run(sid)),
    revokeAll: (personId, exceptSid = "") =>
      reach(() => removeAll.run(personId, exceptSid).changes),
    list: (personId, now) => reach(() => all.all(personId, now).map(entryOf)),
    ping: () => reach(() => void one.get()),
    close: async () => void sqlite.close(),
  };
}

function dropColumn(sqlite: Database, name: string): void {
  const has = sqlite.prepare("SELECT 1 FROM pragma_table_info('session') WHERE name = ?");
  if (has.get(name)) sqlite.exec(`ALTER TABLE session DROP COLUMN ${name}`);
}

const sessionOf = (row: Row): Session => ({
  sid: row.sid,
  personId: row.person_id,
  authVersion: row.auth_version,
  authAt: row.auth_at,
  idleEndsAt: row.idle_ends_at,
  absoluteEndsAt: row.absolute_ends_at,
});

const checkedOf = (row: Row, now: number): CheckedSession => ({
  ...sessionOf(row),
  slid: row.used_at === now && row.created_at !== now,
});

const entryOf = (row: Row): SessionEntry => ({
  ...sessionOf(row),
  createdAt: row.created_at,
  lastUsedAt: row.used_at,
  meta: JSON.parse(row.meta), // only `create` wrote it
});
