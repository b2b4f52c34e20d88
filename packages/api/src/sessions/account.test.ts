import type { Profile } from "@quoin/drivers";
import { openSqlite, openSqliteSessions } from "@quoin/drivers/embedded";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { auditEvents } from "../audit/audit.table.ts";
import { identities, people } from "../people/person.table.ts";
import type { SignUpRules } from "../services.ts";
import { arrivals, closed } from "../testing/arrive.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { viewerOf } from "./session.ts";

const { services, people: members, runJobs } = await openWorld();
const { db } = services;

const open: SignUpRules = { ...closed, mode: "open" };
const arrive = arrivals(services);

const mara = { subject: "g-mara", email: "mara@quoin.test" };
const both = ["signin", "signup"] as const;

test("S-20: a verified address binds once, and from then on the subject counts", async () => {
  expect(await arrive(mara)).toMatchObject({ id: members.mara.id });
  const moved = await arrive({ ...mara, email: "mara@elsewhere.example" });
  expect(moved).toMatchObject({ id: members.mara.id, email: "mara@quoin.test" });
  const [kept] = await db.select().from(identities);
  expect(kept).toMatchObject({ subject: "g-mara", email: "mara@elsewhere.example" });
});

test.each(both)("S-20: on %s an address is found however it is spelt", async (intent) => {
  const person = await arrive({ ...mara, email: "Mara@QUOIN.test" }, { intent, rules: open });
  expect(person).toMatchObject({ id: members.mara.id });
});

test.each(both)(
  "S-20: on %s another subject with the same address is refused, and changes nothing",
  async (intent) => {
    await arrive(mara);
    const other = arrive({ ...mara, subject: "g-other" }, { intent, rules: open });
    await expect(other).rejects.toEqual(refusal("account_conflict"));
    expect(await db.$count(identities)).toBe(1);
  },
);

test.each(both)("S-20: on %s somebody switched off is refused, bound or not", async (intent) => {
  const off = { status: "disabled" as const };
  await db.update(people).set(off).where(eq(people.id, members.mara.id));
  await expect(arrive(mara, { intent, rules: open })).rejects.toEqual(refusal("account_disabled"));
  expect(await db.$count(identities)).toBe(0);
  await db.update(people).set({ status: "active" }).where(eq(people.id, members.mara.id));
  await arrive(mara);
  await db.update(people).set(off).where(eq(people.id, members.mara.id));
  await expect(arrive(mara, { intent, rules: open })).rejects.toEqual(refusal("account_disabled"));
});

test.each(both)("S-20: on %s an address must be there and verified", async (intent) => {
  for (const said of [
    { ...mara, email: null },
    { ...mara, emailVerified: false },
  ]) {
    await expect(arrive(said, { intent, rules: open })).rejects.toEqual(
      refusal("email_unverified"),
    );
  }
});

test("S-21: an address that could be read in two ways is nobody's", async () => {
  const fullwidth = { email: "mara＠quoin.test" };
  await expect(arrive(fullwidth, { intent: "signup", rules: open })).rejects.toEqual(
    refusal("no_account"),
  );
});

test("S-22: signing in never makes an account, signing up makes one where the site is open", async () => {
  await expect(arrive({}, { rules: open })).rejects.toEqual(refusal("no_account"));
  await expect(arrive({}, { intent: "signup" })).rejects.toEqual(refusal("no_account"));
  expect(await db.$count(people)).toBe(5);
  expect(await arrive({}, { intent: "signup", rules: open })).toMatchObject({
    handle: "nova-comer",
    name: "Nova Comer",
    email: "newcomer@example.com",
    role: "writer",
  });
  expect(await arrive({})).toMatchObject({ handle: "nova-comer" });
});

test("S-22: a newcomer becomes what the site says", async () => {
  const rules = { ...open, role: "reader" as const };
  expect(await arrive({}, { intent: "signup", rules })).toMatchObject({ role: "reader" });
});

test.each<[string, Partial<Profile>, boolean]>([
  ["of that domain", { email: "x@Example.com" }, true],
  ["of that Workspace", { email: "x@alias.example", hostedDomain: "example.com" }, true],
  ["of a longer name", { email: "x@notexample.com" }, false],
  ["of a longer domain", { email: "x@example.com.evil.org" }, false],
  ["of a subdomain", { email: "x@sub.example.com" }, false],
  ["of another Workspace", { email: "x@alias.example", hostedDomain: "evil.org" }, false],
])("S-21: where a domain may sign up, an address %s: %j is %s", async (_, said, admitted) => {
  const rules: SignUpRules = { ...closed, mode: "domains", domains: ["example.com"] };
  const arrival = arrive(said, { intent: "signup", rules });
  if (admitted) expect(await arrival).toMatchObject({ role: "writer" });
  else await expect(arrival).rejects.toEqual(refusal("no_account"));
});

test("S-22: a domain is Google's to name as a Workspace, and no other issuer's", async () => {
  const said = { email: "x@alias.example", hostedDomain: "example.com" };
  const arrival = arrive(said, { ...of("example.com"), provider: "oidc" });
  await expect(arrival).rejects.toEqual(refusal("no_account"));
});

const of = (...domains: string[]) => ({
  intent: "signup" as const,
  rules: { ...closed, mode: "domains" as const, domains },
});

test("S-21: of several domains any may sign up, and one that is none admits nobody", async () => {
  expect(await arrive({}, of("other.example", "example.com"))).toMatchObject({ role: "writer" });
  const stranger = { subject: "g-2", email: "stranger@example.org" };
  for (const hostedDomain of [null, "", "no domain"]) {
    const arrival = arrive({ ...stranger, hostedDomain }, of("no domain", ""));
    await expect(arrival).rejects.toEqual(refusal("no_account"));
  }
});

test.each(["closed", "invite"] as const)(
  "S-22: with sign-up %s a domain that is still configured admits nobody",
  async (mode) => {
    const rules: SignUpRules = { ...closed, mode, domains: ["example.com"] };
    await expect(arrive({}, { intent: "signup", rules })).rejects.toEqual(refusal("no_account"));
  },
);

test("S-22: the owner's address opens an empty site, and only while nobody owns it", async () => {
  const rules = { ...closed, ownerEmail: "Owner@Example.com" };
  const owner = { email: "owner@example.com" };
  await expect(arrive(owner, { rules })).rejects.toEqual(refusal("no_account")); // Ada owns it
  await db.delete(people);
  await expect(arrive({ email: "first@example.com" }, { rules })).rejects.toEqual(
    refusal("no_account"),
  );
  expect(await arrive(owner, { rules })).toMatchObject({ role: "owner" });
  expect(await runJobs()).toBe(1); // the site opens: its welcome has an author now
});

test("S-22: somebody with an account becomes the first owner by that address, in a new session", async () => {
  await db.delete(people).where(eq(people.role, "owner"));
  const rules = { ...closed, ownerEmail: "mara@quoin.test" };
  const now = Date.parse(services.now());
  const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };
  const session = { personId: members.mara.id, authVersion: 1, meta };
  const before = await services.sessions.create(session, now);
  expect(await arrive(mara, { rules })).toMatchObject({ id: members.mara.id, role: "owner" });
  expect(await viewerOf(services, before.token)).toBeNull();
  // Upwards: a version that came back would bring back what ended with it.
  const [raised] = await db.select().from(people).where(eq(people.id, members.mara.id));
  expect(raised?.authVersion).toBe(2);
});

test("S-42: whoever comes leaves one event for each thing that changed, with who and whence", async () => {
  const events = async () => {
    const rows = await db.select().from(auditEvents).orderBy(auditEvents.id);
    expect(rows.every(({ address }) => address === "192.0.2.0/24")).toBe(true);
    await db.delete(auditEvents);
    return rows.map(({ action, actorId, targetId, details }) => ({
      [action]: details,
      ...(actorId === null ? {} : { actorId }),
      ...(targetId === null ? {} : { targetId }),
    }));
  };
  const browser = { browser: "Firefox", system: "Linux", provider: "google" };
  const actorId = members.mara.id;
  const signIn = { sign_in: browser, actorId };
  await arrive(mara);
  expect(await events()).toEqual([{ identity_bound: { provider: "google" }, actorId }, signIn]);
  await arrive(mara);
  expect(await events()).toEqual([signIn]);
  const { id } = await arrive({}, { intent: "signup", rules: open });
  expect(await events()).toEqual([
    { sign_up: { provider: "google", role: "writer" }, actorId: id },
    { sign_in: browser, actorId: id },
  ]);
  await db.delete(people).where(eq(people.role, "owner"));
  await arrive(mara, { rules: { ...closed, ownerEmail: mara.email } });
  expect(await events()).toEqual([{ ownership_claimed: {}, actorId }, signIn]);
});

test("S-20: the provider's id is part of who somebody is", async () => {
  await arrive(mara);
  // The same subject elsewhere is somebody else, whose address decides.
  expect(await arrive({ ...mara, email: "teo@quoin.test" }, { provider: "local" })).toMatchObject({
    id: members.teo.id,
  });
  expect(await arrive({ ...mara, email: "teo@quoin.test" })).toMatchObject({ id: members.mara.id });
  const addresses = await db.select().from(identities).orderBy(identities.provider);
  expect(addresses.map(({ provider, personId }) => [provider, personId])).toEqual([
    ["google", members.mara.id],
    ["local", members.teo.id],
  ]);
});

test("S-20: only the one who came has their address noted", async () => {
  await arrive(mara);
  await arrive({ subject: "g-teo", email: "teo@quoin.test" });
  await arrive({ ...mara, email: "mara@elsewhere.example" });
  const noted = await db.select().from(identities).orderBy(identities.subject);
  expect(noted.map(({ email }) => email)).toEqual(["mara@elsewhere.example", "teo@quoin.test"]);
});

test("whoever proves once more who they are must be the one who is signed in", async () => {
  await arrive(mara);
  const isStill = members.mara.id;
  expect(await arrive(mara, { isStill })).toMatchObject({ id: isStill });
  const other = refusal("sign_in_other");
  for (const said of [
    { subject: "g-teo", email: "teo@quoin.test" }, // somebody else, who would be let in
    { ...mara, subject: "g-other" },
    { subject: "g-nova" },
  ]) {
    const arrival = arrive(said, { isStill, intent: "signup", rules: open });
    await expect(arrival).rejects.toEqual(other);
  }
  await expect(arrive(mara, { isStill, provider: "local" })).rejects.toEqual(other);
  expect(await db.$count(identities)).toBe(1);
  expect(await db.$count(people)).toBe(5);
});

test("S-19: twenty arrivals of one person at once make one account", async () => {
  const rules = { intent: "signup", rules: open } as const;
  const all = await Promise.all(Array.from({ length: 20 }, () => arrive({}, rules)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await db.$count(people)).toBe(6);
  expect(await db.$count(identities)).toBe(1);
});

test("S-19: twenty arrivals at once of somebody who is known but not bound bind them once", async () => {
  await services.sessions.revokeAll(members.mara.id); // twenty is as many as she may have
  const all = await Promise.all(Array.from({ length: 20 }, () => arrive(mara)));
  expect(new Set(all.map(({ id }) => id))).toEqual(new Set([members.mara.id]));
  expect(await db.$count(identities)).toBe(1);
  expect(await db.$count(auditEvents, eq(auditEvents.action, "identity_bound"))).toBe(1);
});

test("S-19: whoever is a moment too late hears what they would have heard later", async () => {
  const race = async (...comings: ReturnType<typeof arrive>[]) => {
    const outcomes = await Promise.allSettled(comings);
    return outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  };
  const [one, other] = ["g-1", "g-2"].map((subject) => ({ subject, email: mara.email }));
  expect(await race(arrive(one ?? {}), arrive(other ?? {}))).toEqual([refusal("account_conflict")]);
  await db.delete(people);
  const owners = ["g-3", "g-4"].map((subject) =>
    arrive({ subject, email: `${subject}@example.com` }, { hasSetupToken: true }),
  );
  expect(await race(...owners)).toEqual([refusal("no_account")]);
});

test("S-22: two first owners at once are one", async () => {
  await db.delete(people);
  const rules = { ...closed, ownerEmail: "owner@example.com" };
  const race = ["g-1", "g-2"].map((subject) =>
    arrive({ subject, email: "owner@example.com" }, { rules }),
  );
  const outcomes = await Promise.allSettled(race);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await db.$count(people)).toBe(1);
});

test.each([
  ["Nova Comer", "nova-comer"],
  ["Mara", "mara-2"],
  ["  Zoë\u0000 Ñandú ", "zoe-nandu"],
  ["山田 太郎", "writer"],
  ["<script>", "script"],
  [null, "somebody"],
  ["n".repeat(200), "n".repeat(30)],
])("a newcomer called %j is %s in addresses", async (name, handle) => {
  expect(await arrive({ name }, { intent: "signup", rules: open })).toMatchObject({ handle });
});

test("S-10: while sessions cannot be kept, nobody is made or bound", async () => {
  const sessions = openSqliteSessions(await openSqlite(":memory:"), services.site.sessionLife);
  await sessions.close();
  const attempt = arrivals({ ...services, sessions })(mara);
  await expect(attempt).rejects.toThrow("the store did not answer");
  expect(await db.$count(identities)).toBe(0);
});
