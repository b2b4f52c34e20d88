import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { openRedis } from "../redis.ts";
import { openSqlite } from "../sqlite.ts";
import { openRedisSessions } from "./redis-sessions.ts";
import { describeSessionStore } from "./session-store.contract.ts";
import { readToken } from "./session-token.ts";
import { openSqliteSessions } from "./sqlite-sessions.ts";

const life = { idleMs: 3_600_000, absoluteMs: 43_200_000 };
const ada = () => ({
  personId: randomUUID(),
  authVersion: 1,
  meta: { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" },
});

/** All that may be kept of a token's secret. */
const hashIn = (token: string) => readToken(token)?.hash ?? "no token";

/** A key's remaining milliseconds when it was touched just now. */
const isFresh = (ms: number) => ms > life.idleMs - 10_000 && ms <= life.idleMs;

describeSessionStore("SQLite", async (kept) =>
  openSqliteSessions(await openSqlite(":memory:"), kept),
);

test("S-01: the SQLite file is its owner's alone and holds neither token nor secret", async () => {
  const folder = await mkdtemp(join(tmpdir(), "quoin-sessions-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "sessions.db");
  const store = openSqliteSessions(await openSqlite(file), life);
  const { token, session } = await store.create(ada(), Date.now());
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(`${file}-wal`)).mode & 0o777).toBe(0o600);
  await store.close();
  const dump = await readFile(file, "latin1");
  expect(dump).toContain(session.sid);
  expect(dump).toContain(hashIn(token));
  expect(dump).not.toContain(token.split(".")[1]);
});

test("a SQLite file forgets what expired when it opens and when a session begins", async () => {
  const sqlite = await openSqlite(":memory:");
  const rows = () => sqlite.prepare("SELECT count(*) FROM session").pluck().get();
  const store = openSqliteSessions(sqlite, life);
  await store.create(ada(), Date.now() - life.idleMs - 1);
  openSqliteSessions(sqlite, life);
  expect(rows()).toBe(0);
  await store.create(ada(), Date.now());
  await store.create(ada(), Date.now() + life.idleMs);
  expect(rows()).toBe(1);
  await store.close();
});

test("a SQLite file of an earlier Quoin keeps its sessions", async () => {
  const sqlite = await openSqlite(":memory:");
  const before = openSqliteSessions(sqlite, life);
  const { token } = await before.create(ada(), Date.now());
  sqlite.exec("ALTER TABLE session ADD COLUMN cookie_at INTEGER NOT NULL DEFAULT 0");
  const after = openSqliteSessions(sqlite, life);
  expect(await after.check(token, Date.now())).toMatchObject({ authVersion: 1 });
  await after.create(ada(), Date.now());
  await after.close();
});

const url = process.env.QUOIN_TEST_REDIS_URL;
if (url) {
  describeSessionStore("Redis", async (kept) => openRedisSessions(await openRedis(url), kept));

  describe("what Redis keeps", async () => {
    const redis = await openRedis(url);
    const store = openRedisSessions(redis, life);

    test("S-01: holds neither token nor secret", async () => {
      const { token, session } = await store.create(ada(), Date.now());
      const kept = JSON.stringify(await redis.hgetall(`quoin:session:${session.sid}`));
      expect(kept).toContain(session.personId);
      expect(kept).toContain(hashIn(token));
      const keys = await redis.keys("quoin:*");
      const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
      const all = [...keys, ...dumps.map((dump) => dump?.toString("latin1"))].join("\n");
      expect(all).toContain(session.sid);
      expect(all).not.toContain(token.split(".")[1]);
    });

    test("S-06: Redis itself forgets a session at its idle end", async () => {
      const now = Date.now();
      const { token, session } = await store.create(ada(), now);
      const key = `quoin:session:${session.sid}`;
      expect(await redis.pttl(key)).toSatisfy(isFresh);
      await redis.pexpire(key, 1_800_000);
      await store.check(token, now + 60_000);
      expect(await redis.pttl(key)).toSatisfy(isFresh);
    });

    test("S-11: the index of a person disappears with their last session", async () => {
      const who = ada();
      const key = `quoin:sessions-of:${who.personId}`;
      const { session } = await store.create(who, Date.now());
      const left = await redis.pttl(key);
      expect(left).toSatisfy((ms: number) => ms > life.idleMs && ms <= life.absoluteMs);
      await store.revoke(session.sid);
      expect(await redis.exists(key)).toBe(0);
      await store.create(who, Date.now());
      await store.revokeAll(who.personId);
      expect(await redis.exists(key)).toBe(0);
    });

    test("the scripts come back by themselves when Redis forgets them", async () => {
      const { token } = await store.create(ada(), Date.now());
      await redis.script("FLUSH");
      expect(await store.check(token, Date.now())).not.toBeNull();
    });
  });
} else {
  test.skip("sessions in Redis: QUOIN_TEST_REDIS_URL is not set", () => undefined);
}
