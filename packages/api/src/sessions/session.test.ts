import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { people } from "../people/person.table.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { beginSession, signOut, viewerOf } from "./session.ts";

const { as, visitor, services, clock, people: members } = await openWorld();

const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };
const minute = 60_000;
const begin = (oldSid: string | null = null) =>
  beginSession(services, { id: members.mara.id, authVersion: 1 }, { meta, oldSid });
const isAlive = async (token: string) => (await viewerOf(services, token)) !== null;

test("session.mine says who I am, and null when I am nobody", async () => {
  expect(await visitor.session.mine()).toBeNull();
  expect(await as("ada").session.mine()).toMatchObject({
    person: { handle: "ada", role: "owner", email: "ada@quoin.test" },
    expiresAt: "2026-05-12T10:00:00.000Z",
  });
});

test("session.mine says whether the sign-in is fresh, for ten minutes", async () => {
  const mara = as("mara");
  expect(await mara.session.mine()).toMatchObject({ isFresh: true });
  clock.advance(10 * minute);
  expect(await mara.session.mine()).toMatchObject({ isFresh: true });
  clock.advance(1);
  expect(await mara.session.mine()).toMatchObject({ isFresh: false });
});

test("S-07: signing out ends the session, and again changes nothing", async () => {
  const { token } = await begin();
  await signOut(services, token);
  expect(await isAlive(token)).toBe(false);
  await signOut(services, token);
  await signOut(services, "no token at all");
});

test("S-07: nobody signs out another by knowing half a token", async () => {
  const [{ token }, other] = [await begin(), await begin()];
  await signOut(services, `${token.split(".")[0]}.${other.token.split(".")[1]}`);
  expect(await isAlive(token)).toBe(true);
});

test("S-09: signing in again ends the session before", async () => {
  const first = await begin();
  const second = await begin(first.token.split(".")[0]);
  expect(second.token).not.toBe(first.token);
  expect([await isAlive(first.token), await isAlive(second.token)]).toEqual([false, true]);
});

test("S-06: an hour without use signs out, and use within it does not", async () => {
  const [used, unused] = [await begin(), await begin()];
  clock.advance(59 * minute);
  expect(await isAlive(used.token)).toBe(true);
  clock.advance(minute);
  expect([await isAlive(used.token), await isAlive(unused.token)]).toEqual([true, false]);
});

test.each([
  ["switched off", { status: "disabled" as const }],
  ["signed out everywhere", { authVersion: 2 }],
])(
  "S-08: somebody %s is nobody at the next request, whatever the store holds",
  async (_, change) => {
    const { token } = await begin();
    await services.db.update(people).set(change).where(eq(people.id, members.mara.id));
    expect(await isAlive(token)).toBe(false);
  },
);

test("S-08: a role counts at the next request", async () => {
  const { token } = await begin();
  await services.db.update(people).set({ role: "reader" }).where(eq(people.id, members.mara.id));
  expect(await viewerOf(services, token)).toMatchObject({ person: { role: "reader" } });
});

test("S-08: somebody who is gone is nobody", async () => {
  const { token } = await begin();
  await services.db.delete(people).where(eq(people.id, members.mara.id));
  expect(await isAlive(token)).toBe(false);
});

test("somebody whose session ended hears so, somebody who never had one does not", async () => {
  const mara = as("mara");
  await mara.session.mine();
  await expect(visitor.person.updateMe({})).rejects.toEqual(refusal("not_signed_in"));
  const ended = as("teo");
  await services.db.update(people).set({ authVersion: 2 }).where(eq(people.id, members.teo.id));
  await expect(ended.person.updateMe({})).rejects.toEqual(refusal("session_expired"));
});
