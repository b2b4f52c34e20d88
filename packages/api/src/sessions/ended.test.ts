import { afterEach, expect, test } from "vitest";

import { openWorld, refusal } from "../testing/world.ts";
import { revokeOtherDevices } from "./devices.ts";
import { endedSessions } from "./ended.table.ts";
import { purgeEnded } from "./ended.ts";
import { beginSession, signOut, viewerOf } from "./session.ts";

const { as, services, clock, people } = await openWorld();
const { sessions: store } = services;
const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };

/** A store that has everything back: restored from a backup, or written to by somebody. */
const restored = { ...store, revoke: async () => {}, revokeAll: async () => 0 };
/** The same, where it did not know of its sessions for a while. */
const forgetful = { ...restored, list: async () => [] };
afterEach(() => void (services.sessions = store));

const begin = (oldSid: string | null = null) =>
  beginSession(services, { id: people.teo.id, authVersion: 1 }, { meta, oldSid });
const sidOf = ({ token }: { token: string }) => token.slice(0, 22);
const isAlive = async ({ token }: { token: string }) => (await viewerOf(services, token)) !== null;

test("S-07: a session that signed out is over, whatever the store holds", async () => {
  services.sessions = restored;
  const session = await begin();
  expect(await isAlive(session)).toBe(true);
  await signOut(services, session.token);
  await signOut(services, session.token);
  expect(await isAlive(session)).toBe(false);
});

test("S-09: a device that was signed out is over, and not in the list, whatever the store holds", async () => {
  services.sessions = restored;
  const teo = as("teo");
  const [lost, kept] = [await begin(), await begin()];
  await teo.session.revoke({ sid: sidOf(lost) });
  expect([await isAlive(lost), await isAlive(kept)]).toEqual([false, true]);
  const listed = (await teo.session.list()).items.map(({ sid }) => sid);
  expect(listed).toContain(sidOf(kept));
  expect(listed).not.toContain(sidOf(lost));
  const again = teo.session.revoke({ sid: sidOf(lost) });
  await expect(again).rejects.toEqual(refusal("session_not_found"));
});

test.each([
  ["knows them still", restored],
  ["does not know them just now", forgetful],
])("S-09: all others are over, though the store %s", async (_, double) => {
  const teo = as("teo");
  await teo.session.mine();
  const [one, two] = [await begin(), await begin()];
  services.sessions = double;
  await teo.session.revokeOthers();
  services.sessions = store; // which has forgotten nothing
  expect([await isAlive(one), await isAlive(two)]).toEqual([false, false]);
  expect(await teo.session.mine()).toMatchObject({ person: { handle: "teo" } });
  expect((await teo.session.list()).items).toMatchObject([{ isCurrent: true }]);
});

test("S-09: whoever ended all others stays in, also when they do so again, until they sign out", async () => {
  services.sessions = restored;
  const mine = await begin();
  const viewer = await viewerOf(services, mine.token);
  const teo = { sid: sidOf(mine), personId: people.teo.id };
  expect(viewer?.session).toMatchObject(teo);
  await revokeOtherDevices(services, teo);
  await revokeOtherDevices(services, teo);
  expect(await isAlive(mine)).toBe(true);
  await signOut(services, mine.token);
  expect(await isAlive(mine)).toBe(false);
});

test("S-08: a change of rights ends the session, too, that had ended all others", async () => {
  services.sessions = restored;
  const teo = as("teo");
  await teo.session.revokeOthers();
  await as("ada").person.setRole({ id: people.teo.id, role: "editor" });
  expect(await as("teo").session.mine()).toBeNull();
});

test("S-09: a session that another sign-in took the place of is over, whatever the store holds", async () => {
  services.sessions = restored;
  const first = await begin();
  const second = await begin(sidOf(first));
  expect([await isAlive(first), await isAlive(second)]).toEqual([false, true]);
});

test("S-11: the oldest of 21 is over, whatever the store holds", async () => {
  await store.revokeAll(people.teo.id);
  const made = [];
  for (let nth = 0; nth < 21; nth += 1) {
    made.push(await begin());
    clock.advance(1);
  }
  expect(await services.db.select({ sid: endedSessions.sid }).from(endedSessions)).toEqual([
    { sid: sidOf(made[0]!) },
  ]);
});

test("an ended session is remembered for as long as it could have lived", async () => {
  await store.revokeAll(people.teo.id); // or a 21st would end another
  await signOut(services, (await begin()).token);
  clock.advance(services.site.sessionLife.absoluteMs - 1);
  await purgeEnded(services);
  expect(await services.db.$count(endedSessions)).toBe(1);
  clock.advance(1);
  await purgeEnded(services);
  expect(await services.db.$count(endedSessions)).toBe(0);
});
