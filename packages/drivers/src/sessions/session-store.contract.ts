import { randomUUID } from "node:crypto";

import { afterAll, describe, expect, test } from "vitest";

import { StoreUnavailable } from "../store-unavailable.ts";
import type { SessionLife, SessionStore } from "./session-store.ts";

const minute = 60_000;
const hour = 60 * minute;
const sliding = { idleMs: hour, absoluteMs: 12 * hour };
const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };

/** Everything a session store promises. Every driver runs this, unchanged. */
export const describeSessionStore = (
  driver: string,
  open: (life: SessionLife) => Promise<SessionStore>,
) =>
  describe(`sessions in ${driver}`, async () => {
    const store = await open(sliding);
    const fixed = await open({ idleMs: hour, absoluteMs: hour });
    afterAll(async () => {
      await store.close();
      await fixed.close();
    });

    const start = Date.now(); // a store may also keep time itself, so ours begins at its own
    const begin = (personId: string = randomUUID(), now = start) =>
      store.create({ personId, authVersion: 3, meta }, now);
    const isAlive = async (token: string, now: number) =>
      (await store.check(token, now, { passive: true })) !== null;

    test("a token finds its session, and the session knows whose it is", async () => {
      const personId = randomUUID();
      const { token, session } = await begin(personId);
      const expected = { personId, authVersion: 3, authAt: start, idleEndsAt: start + hour };
      expect(session).toMatchObject({ ...expected, absoluteEndsAt: start + 12 * hour });
      for (const at of [start, start + 1]) {
        expect(await store.check(token, at)).toEqual({ ...session, slid: false });
      }
    });

    test("somebody may have proved who they are before the session began", async () => {
      const made = { personId: randomUUID(), authVersion: 1, authAt: start - 3 * hour, meta };
      const { token, session } = await store.create(made, start);
      expect(session).toMatchObject({ authAt: start - 3 * hour, idleEndsAt: start + hour });
      expect(await store.check(token, start)).toMatchObject({ authAt: start - 3 * hour });
      const [listed] = await store.list(made.personId, start);
      expect(listed).toMatchObject({ authAt: start - 3 * hour, createdAt: start });
    });

    test("S-02: tokens have one shape and are never alike", async () => {
      const made = await Promise.all(Array.from({ length: 200 }, () => begin()));
      for (const { token, session } of made) {
        expect(token).toMatch(/^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/);
        expect(token.split(".")[0]).toBe(session.sid);
      }
      expect(new Set(made.flatMap(({ token }) => token.split("."))).size).toBe(400);
    });

    test("S-03: what is no token asks nothing of the store", async () => {
      const gone = await open(sliding);
      await gone.close();
      const { token } = await begin();
      const odd = ["", ".", "a.b", "%", "%E0%A4%A", "\0", "🗝", "x".repeat(5000), `${token}\n`];
      for (const text of [...odd, token.replace(".", ":"), ` ${token}`, `${token}A`]) {
        expect(await gone.check(text, start)).toBeNull();
      }
    });

    test("a wrong secret finds nothing, slides nothing and ends nothing", async () => {
      const { token, session } = await begin();
      const wrong = `${session.sid}.${(await begin()).token.split(".")[1]}`;
      expect(await store.check(wrong, start + 59 * minute)).toBeNull();
      expect(await isAlive(token, start + 59 * minute)).toBe(true);
      expect(await isAlive(token, start + hour)).toBe(false);
    });

    test("S-06: an hour without use ends it; 59 minutes and 59 seconds do not", async () => {
      const [{ token }, { token: late }] = [await begin(), await begin()];
      expect(await isAlive(token, start + hour - 1000)).toBe(true);
      expect(await isAlive(late, start + hour)).toBe(false);
    });

    test("S-06: use carries it on, to twelve hours and no further", async () => {
      const { token } = await begin();
      for (let at = start + hour / 2; at < start + 12 * hour; at += hour / 2) {
        expect(await store.check(token, at)).toMatchObject({ slid: true });
      }
      expect(await isAlive(token, start + 12 * hour - 1)).toBe(true);
      expect(await isAlive(token, start + 12 * hour)).toBe(false);
    });

    test("S-06: when both ends are equal, use does not stretch it", async () => {
      const { token } = await fixed.create({ personId: randomUUID(), authVersion: 1, meta }, start);
      expect(await fixed.check(token, start + hour / 2)).toMatchObject({
        idleEndsAt: start + hour,
      });
      expect(await fixed.check(token, start + hour - 1)).not.toBeNull();
      expect(await fixed.check(token, start + hour)).toBeNull();
    });

    test("slides at most once a minute, and not at all when only watched", async () => {
      const { token } = await begin();
      expect(await store.check(token, start + minute - 1)).toMatchObject({ slid: false });
      const watched = await store.check(token, start + minute, { passive: true });
      expect(watched).toMatchObject({ slid: false, idleEndsAt: start + hour });
      const slid = await store.check(token, start + minute);
      expect(slid).toMatchObject({ slid: true, idleEndsAt: start + minute + hour });
      expect(await store.check(token, start + minute + 1)).toMatchObject({ slid: false });
    });

    test.each([60, 61, 120, 700, 3600])(
      "with %i seconds of idleness whoever is at work stays in, and so does their cookie",
      async (seconds) => {
        const life = { idleMs: seconds * 1000, absoluteMs: 12 * hour };
        const strict = await open(life);
        const { token } = await strict.create(
          { personId: randomUUID(), authVersion: 1, meta },
          start,
        );
        let cookieEndsAt = start + life.idleMs;
        const step = Math.max(2000, Math.round(life.idleMs / 60));
        for (let now = start; now < start + 3 * life.idleMs; now += step) {
          const session = await strict.check(token, now);
          expect(cookieEndsAt).toBeGreaterThan(now);
          expect(session?.idleEndsAt).toBeGreaterThan(now + life.idleMs * 0.9);
          if (session?.slid) cookieEndsAt = session.idleEndsAt;
        }
        await strict.close();
      },
    );

    test("S-07: a revoked session is gone, and revoking it again is nothing new", async () => {
      const { token, session } = await begin();
      await store.revoke(session.sid);
      await store.revoke(session.sid);
      expect(await isAlive(token, start)).toBe(false);
      expect(await store.list(session.personId, start)).toEqual([]);
    });

    test("300 checks racing a revoke bring nothing back", async () => {
      for (let round = 0; round < 300; round++) {
        const { token, session } = await begin();
        const later = start + 2 * minute; // so that every check wants to slide
        const race = [0, 1, 2, 3].map(() => store.check(token, later));
        await Promise.all([...race, store.revoke(session.sid), store.check(token, later)]);
        expect(await isAlive(token, later)).toBe(false);
      }
    });

    test("S-08: all of a person's sessions end at once, others' do not", async () => {
      const [personId, other] = [randomUUID(), await begin()];
      const made = [await begin(personId), await begin(personId), await begin(personId)];
      const [mine] = made;
      expect(await store.revokeAll(personId, mine?.session.sid)).toBe(2);
      expect((await store.list(personId, start)).map(({ sid }) => sid)).toEqual([
        mine?.session.sid,
      ]);
      expect(await store.revokeAll(personId)).toBe(1);
      expect(await store.revokeAll(personId)).toBe(0);
      for (const { token } of made) expect(await isAlive(token, start)).toBe(false);
      expect(await isAlive(other.token, start)).toBe(true);
    });

    test("S-09: a person's sessions are listed newest first, with what they may know", async () => {
      const personId = randomUUID();
      const [old, recent] = [await begin(personId), await begin(personId, start + minute)];
      await store.check(old.token, start + 2 * minute);
      expect(await store.list(personId, start + 3 * minute)).toEqual([
        { ...recent.session, createdAt: start + minute, lastUsedAt: start + minute, meta },
        {
          ...old.session,
          idleEndsAt: start + 2 * minute + hour,
          createdAt: start,
          lastUsedAt: start + 2 * minute,
          meta,
        },
      ]);
    });

    test("S-11: the 21st session ends the oldest, and only that", async () => {
      const personId = randomUUID();
      const made = [];
      for (let nth = 0; nth < 21; nth++) made.push(await begin(personId, start + nth));
      const ended = made.map((one) => one.ended);
      expect(ended).toEqual([...Array.from({ length: 20 }, () => []), [made[0]?.session.sid]]);
      const alive = await Promise.all(made.map(({ token }) => isAlive(token, start + 100)));
      expect(alive).toEqual([false, ...Array.from({ length: 20 }, () => true)]);
    });

    test("S-11: the newest of 21 made in one moment is alive", async () => {
      const personId = randomUUID();
      let newest = await begin(personId);
      for (let nth = 0; nth < 20; nth++) newest = await begin(personId);
      expect(await isAlive(newest.token, start)).toBe(true);
      expect(await store.list(personId, start)).toHaveLength(20);
    });

    test("S-11: expired sessions never count", async () => {
      const personId = randomUUID();
      const used = await begin(personId);
      for (let nth = 0; nth < 19; nth++) await begin(personId);
      await store.check(used.token, start + hour / 2);
      for (let nth = 0; nth < 19; nth++) await begin(personId, start + hour);
      expect(await isAlive(used.token, start + hour)).toBe(true);
      expect(await store.list(personId, start + hour)).toHaveLength(20);
    });

    test("S-10: a store that is gone says so, and never says nobody", async () => {
      const { token, session } = await begin();
      const gone = await open(sliding);
      await gone.close();
      const work = [
        () => gone.create({ personId: session.personId, authVersion: 1, meta }, start),
        () => gone.check(token, start),
        () => gone.revoke(session.sid),
        () => gone.revokeAll(session.personId),
        () => gone.list(session.personId, start),
        () => gone.ping(),
      ];
      for (const ask of work) await expect(ask()).rejects.toThrow(StoreUnavailable);
    });
  });
