import type { PersonId } from "@quoin/model";
import { expect, test } from "vitest";

import { createCaller } from "./index.ts";
import { viewerOf } from "./sessions/session.ts";
import { openWorld, refusal } from "./testing/world.ts";

const { people, services } = await openWorld();
const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0" };
const tooMany = refusal("too_many_requests");

async function tokenOf(personId: PersonId): Promise<string> {
  const session = { personId, authVersion: 1, meta };
  return (await services.sessions.create(session, Date.parse(services.now()))).token;
}

/** Calls of whoever has this token, or of nobody, from an address. */
function from(address: string, token?: string) {
  return createCaller({
    ...services,
    hadToken: token !== undefined,
    viewer: async () => (token === undefined ? null : viewerOf(services, token)),
    origin: { address, requestId: "request" },
    address,
  });
}

test("a person has one allowance of calls, from however many addresses", async () => {
  const token = await tokenOf(people.mara.id);
  for (let nth = 0; nth < 300; nth += 1) {
    await from(`10.0.0.${nth}`, token).session.mine({});
    await from(`10.0.1.${nth}`, token).session.list();
  }
  await expect(from("10.0.2.1", token).session.list()).rejects.toEqual(tooMany);
  await expect(from("10.0.2.2", token).session.mine({})).rejects.toEqual(tooMany);
  // Nobody else pays for it, not even from an address she used.
  const other = await tokenOf(people.teo.id);
  expect(await from("10.0.0.1", other).session.mine({})).toMatchObject({
    person: { handle: "teo" },
  });
});

test("people behind one address do not share an allowance, and whoever is nobody has that address's", async () => {
  const tokens = [await tokenOf(people.ada.id), await tokenOf(people.ines.id)];
  for (let nth = 0; nth < 400; nth += 1) {
    for (const token of tokens) await from("10.1.0.1", token).session.mine({});
  }
  expect(await from("10.1.0.1").session.mine({})).toBeNull();
  for (let nth = 0; nth < 599; nth += 1) {
    await expect(from("10.1.0.1").session.list()).rejects.toEqual(refusal("not_signed_in"));
  }
  await expect(from("10.1.0.1").session.list()).rejects.toEqual(tooMany);
  await expect(from("10.1.0.1", "made up").session.list()).rejects.toEqual(tooMany);
});

test("searches are counted by person, else by address, and calls that cost less go on", async () => {
  const token = await tokenOf(people.rui.id);
  for (let nth = 0; nth < 60; nth += 1) {
    await from(`10.2.0.${nth}`, token).post.search({ query: "a" });
    await from("10.2.1.1").post.search({ query: "a" });
  }
  await expect(from("10.2.0.99", token).post.search({ query: "a" })).rejects.toEqual(tooMany);
  await expect(from("10.2.1.1").post.search({ query: "a" })).rejects.toEqual(tooMany);
  expect(await from("10.2.0.99", token).post.list({})).toMatchObject({ items: [] });
  expect(
    await from("10.2.1.1", await tokenOf(people.teo.id)).post.search({ query: "a" }),
  ).toBeTruthy();
});
