import type { PersonId } from "@quoin/model";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { auditEvents } from "../audit/audit.table.ts";
import { identities, people as rows } from "../people/person.table.ts";
import { arrivals, closed } from "../testing/arrive.ts";
import { openWorld, refusal } from "../testing/world.ts";

const { as, anew, services, people } = await openWorld();
const { db } = services;
services.site.signUp = { ...closed, mode: "invite" };
const arrive = arrivals(services);
const rules = services.site.signUp;

const mara = { subject: "g-mara", email: "mara@quoin.test" };
const moved = { ...mara, email: "mara@elsewhere.example" };
const newcomer = { subject: "g-new", email: mara.email };

const addressOf = async (id: PersonId) => {
  const [row] = await db.select().from(rows).where(eq(rows.id, id));
  return [row?.email, row?.emailNorm];
};
const eventsOf = async (action: "address_changed" | "address_clash" | "address_freed") =>
  db.select().from(auditEvents).where(eq(auditEvents.action, action));

async function invited(email: string) {
  const { url } = await as("ada").invitation.create({ email, role: "writer" });
  return { invite: new URL(url).searchParams.get("invite") ?? "", rules };
}

test("S-20: somebody's address follows their provider, for them and in the owner's list", async () => {
  await arrive(mara);
  expect(await arrive(moved)).toMatchObject({ id: people.mara.id, email: moved.email });
  const { items } = await as("ada").person.list({});
  expect(items.find(({ id }) => id === people.mara.id)?.email).toBe(moved.email);
  expect(await eventsOf("address_changed")).toMatchObject([{ actorId: people.mara.id }]);
  await arrive({ ...moved, email: "Mara@Elsewhere.example" }); // spelt otherwise: no event
  expect(await eventsOf("address_changed")).toHaveLength(1);
  expect(await addressOf(people.mara.id)).toEqual(["Mara@Elsewhere.example", moved.email]);
});

test("S-20: an address that somebody has left is free to be invited and signed in with", async () => {
  await arrive(mara);
  await arrive(moved);
  const made = await arrive(newcomer, await invited(mara.email));
  expect(made).toMatchObject({ email: mara.email, role: "writer" });
  expect(made.id).not.toBe(people.mara.id);
  expect(await arrive(moved)).toMatchObject({ id: people.mara.id });
});

test.each([
  ["unverified", { emailVerified: false }],
  ["no address", { email: null }],
  ["unusable", { email: "mara＠elsewhere.example" }],
])("S-20: an address that is %s moves nothing", async (_, said) => {
  await arrive(mara);
  await arrive({ ...moved, ...said });
  expect(await addressOf(people.mara.id)).toEqual([mara.email, mara.email]);
});

test("S-20: two who exchange their addresses at the provider exchange them here", async () => {
  const teo = { subject: "g-teo", email: "teo@quoin.test" };
  await arrive(mara);
  await arrive(teo);
  await arrive({ ...mara, email: teo.email });
  expect(await addressOf(people.teo.id)).toEqual(["", null]);
  await arrive({ ...teo, email: mara.email });
  expect(await addressOf(people.mara.id)).toEqual([teo.email, teo.email]);
  expect(await addressOf(people.teo.id)).toEqual([mara.email, mara.email]);
});

test("an address is not taken from who is known by nothing else, and the owner hears of it", async () => {
  await arrive(mara);
  const clashing = { ...mara, email: "teo@quoin.test" };
  for (const _ of [1, 2]) expect(await arrive(clashing)).toMatchObject({ id: people.mara.id });
  expect(await addressOf(people.teo.id)).toEqual(["teo@quoin.test", "teo@quoin.test"]);
  expect(await addressOf(people.mara.id)).toEqual(["teo@quoin.test", null]);
  const told = { actorId: people.mara.id, targetId: people.teo.id };
  expect(await eventsOf("address_clash")).toMatchObject([told]); // once
  // What the owner can do.
  const free = { id: people.teo.id };
  await expect(as("ada").person.freeAddress(free)).rejects.toEqual(refusal("address_needed"));
  await as("ada").person.disable(free);
  await as("ada").person.freeAddress(free);
  await arrive(clashing);
  expect(await addressOf(people.mara.id)).toEqual(["teo@quoin.test", "teo@quoin.test"]);
});

test("S-20: a stranger with somebody's address is refused, and the owner can free it", async () => {
  await arrive(mara);
  await expect(arrive(newcomer)).rejects.toEqual(refusal("account_conflict"));
  expect(await eventsOf("address_clash")).toMatchObject([
    { actorId: null, targetId: people.mara.id, details: { provider: "google" } },
  ]);
  await expect(invited(mara.email)).rejects.toEqual(refusal("person_exists"));
  await as("ada").person.freeAddress({ id: people.mara.id });
  await as("ada").person.freeAddress({ id: people.mara.id });
  expect(await eventsOf("address_freed")).toMatchObject([
    { actorId: people.ada.id, targetId: people.mara.id },
  ]);
  expect(await anew(people.mara.id).session.mine()).toMatchObject({ person: { email: "" } });
  const made = await arrive(newcomer, await invited(mara.email));
  expect(made).toMatchObject({ email: mara.email });
  // She is who she was, and has the address her provider names now.
  expect(await arrive(moved)).toMatchObject({ id: people.mara.id, email: moved.email });
});

test("S-33: only the owner frees an address", async () => {
  for (const name of ["ines", "mara", "rui"] as const) {
    const work = as(name).person.freeAddress({ id: people.teo.id });
    await expect(work).rejects.toEqual(refusal("not_allowed"));
  }
  const nobody = { id: "01890000-0000-7000-8000-000000000000" };
  await expect(as("ada").person.freeAddress(nobody)).rejects.toEqual(refusal("person_not_found"));
});

test("S-20: the audit log holds nobody's address", async () => {
  await arrive(mara);
  await arrive(moved);
  await expect(arrive({ ...newcomer, email: moved.email })).rejects.toEqual(
    refusal("account_conflict"),
  );
  expect(JSON.stringify(await db.select().from(auditEvents))).not.toContain("@");
});

test("somebody without an address can leave like anybody", async () => {
  await arrive(mara);
  await as("ada").person.freeAddress({ id: people.mara.id });
  await as("mara").person.deleteMe({ posts: "trash" });
  expect(await db.$count(rows, eq(rows.id, people.mara.id))).toBe(0);
});

const at = (issuer: string) => ({ provider: "oidc", issuer: `https://${issuer}.example`, rules });

test("S-20: a subject is somebody of its issuer, and of no other", async () => {
  expect(await arrive(mara, at("one"))).toMatchObject({ id: people.mara.id });
  const other = { ...mara, email: "teo@quoin.test" };
  expect(await arrive(other, at("two"))).toMatchObject({ id: people.teo.id });
  const stranger = { ...mara, email: "stranger@example.com" };
  await expect(arrive(stranger, at("three"))).rejects.toEqual(refusal("no_account"));
});

test("S-20: an identity of before issuers were noted is of the first that knows it", async () => {
  const old = { provider: "oidc", subject: mara.subject, email: mara.email };
  await db
    .insert(identities)
    .values({ ...old, personId: people.mara.id, createdAt: services.now() });
  const isStill = people.mara.id;
  // Another subject with her address is somebody else, though the issuer was not noted.
  const recycled = { subject: "g-other", email: mara.email };
  await expect(arrive(recycled, at("one"))).rejects.toEqual(refusal("account_conflict"));
  expect(await arrive(mara, { ...at("one"), isStill })).toMatchObject({ id: isStill });
  expect(await db.select().from(identities)).toMatchObject([{ provider: "https://one.example" }]);
  const elsewhere = { ...mara, email: "stranger@example.com" };
  await expect(arrive(elsewhere, at("two"))).rejects.toEqual(refusal("no_account"));
});
