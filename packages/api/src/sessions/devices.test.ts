import { beforeEach, expect, test } from "vitest";

import { openWorld, refusal } from "../testing/world.ts";
import { viewerOf } from "./session.ts";

const { as, services, clock, people } = await openWorld();

const minute = 60_000;
const phone = { browser: "Safari", system: "iOS", address: "203.0.113.0/24" };

/** Signs a member of the cast in on another device. */
const onPhone = async (name: "mara" | "teo", authVersion = 1) => {
  const session = { personId: people[name].id, authVersion, meta: phone };
  return services.sessions.create(session, Date.parse(services.now()));
};
beforeEach(async () => {
  // The cast is the same in every test, and so are its sessions.
  for (const { id } of Object.values(people)) await services.sessions.revokeAll(id);
});
const isAlive = async (token: string) => (await viewerOf(services, token)) !== null;

test("S-09: people see where they are signed in, this device first", async () => {
  const mara = as("mara");
  await mara.session.mine();
  clock.advance(minute);
  const { token, session } = await onPhone("mara");
  await onPhone("teo");
  clock.advance(2 * minute);
  await viewerOf(services, token);
  const { items } = await mara.session.list();
  expect(items).toEqual([
    {
      sid: expect.stringMatching(/^[\w-]{22}$/),
      browser: "Firefox",
      system: "Linux",
      address: "192.0.2.0",
      signedInAt: "2026-05-12T09:00:00.000Z",
      lastActiveAt: "2026-05-12T09:00:00.000Z",
      isCurrent: true,
    },
    {
      sid: session.sid,
      ...phone,
      signedInAt: "2026-05-12T09:01:00.000Z",
      lastActiveAt: "2026-05-12T09:03:00.000Z",
      isCurrent: false,
    },
  ]);
});

test("S-08: a device signed in before a change of rights is not among them", async () => {
  await onPhone("mara", 0);
  expect((await as("mara").session.list()).items).toHaveLength(1);
});

test("S-09: one device is signed out, the others stay", async () => {
  const mara = as("mara");
  const [lost, kept] = [await onPhone("mara"), await onPhone("mara")];
  await mara.session.revoke({ sid: lost.session.sid });
  expect([await isAlive(lost.token), await isAlive(kept.token)]).toEqual([false, true]);
  const again = mara.session.revoke({ sid: lost.session.sid });
  await expect(again).rejects.toEqual(refusal("session_not_found"));
});

test("S-09: all others are signed out, mine and other people's stay", async () => {
  const mara = as("mara");
  await mara.session.mine();
  const [one, two, teos] = [await onPhone("mara"), await onPhone("mara"), await onPhone("teo")];
  expect(await mara.session.revokeOthers()).toEqual({ ended: 2 });
  const alive = await Promise.all([one, two, teos].map(({ token }) => isAlive(token)));
  expect(alive).toEqual([false, false, true]);
  expect((await mara.session.list()).items).toMatchObject([{ isCurrent: true }]);
  expect(await mara.session.revokeOthers()).toEqual({ ended: 0 });
});

test("S-09: somebody else's device is not there to be signed out, not even by an owner", async () => {
  const { token, session } = await onPhone("mara");
  const revoke = as("ada").session.revoke({ sid: session.sid });
  await expect(revoke).rejects.toEqual(refusal("session_not_found"));
  expect(await isAlive(token)).toBe(true);
});

test("S-08: a device that signs itself out is nobody at the next request", async () => {
  const { token, session } = await onPhone("mara");
  await as("mara").session.revoke({ sid: session.sid });
  expect(await isAlive(token)).toBe(false);
});

test("what is no session's name is refused at the door", async () => {
  const revoke = as("mara").session.revoke({ sid: "*" });
  await expect(revoke).rejects.toEqual(refusal("input_invalid"));
});
