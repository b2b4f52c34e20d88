import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { auditEvents } from "../audit/audit.table.ts";
import { people } from "../people/person.table.ts";
import type { SignUpRules } from "../services.ts";
import { arrivals, closed } from "../testing/arrive.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { readInvitation } from "./accept.ts";
import { invitations } from "./invitation.table.ts";

const { as, visitor, services, clock } = await openWorld();
const { db, site } = services;
// Worlds are closed; these tests are about a site that invites.
site.signUp = { ...closed, mode: "invite" };

const arrive = arrivals(services);
const day = 86_400_000;
const nova = { email: "nova@example.com" };
const modes = ["invite", "domains", "open"] as const;
const rulesOf = (mode: SignUpRules["mode"]): SignUpRules => ({
  ...closed,
  mode,
  domains: ["example.org"],
});

async function invite(
  email = nova.email,
  {
    role = "editor",
    by = "ada",
  }: { role?: "editor" | "writer" | "reader"; by?: "ada" | "ines" } = {},
) {
  const { url } = await as(by).invitation.create({ email, role });
  return new URL(url).searchParams.get("invite") ?? "";
}

const eventsOf = async () => {
  const rows = await db.select().from(auditEvents).orderBy(auditEvents.at, auditEvents.id);
  return rows.map(({ action }) => action);
};

test.each(modes)(
  "S-22: with sign-up %s, an invited address gets the role promised",
  async (mode) => {
    const token = await invite();
    const made = await arrive(nova, { invite: token, rules: rulesOf(mode) });
    expect(made).toMatchObject({ email: nova.email, role: "editor", handle: "nova-comer" });
    expect(await eventsOf()).toEqual([
      "invitation_created",
      "sign_up",
      "invitation_accepted",
      "sign_in",
    ]);
    const [used] = await db.select({ id: invitations.id }).from(invitations);
    const accepted = eq(auditEvents.action, "invitation_accepted");
    const [event] = await db.select().from(auditEvents).where(accepted);
    expect(event).toMatchObject({ targetId: used?.id, details: { role: "editor" } });
  },
);

test.each([
  ["closed", "a stranger", "no_account"],
  ["invite", "a stranger", "no_account"],
  ["domains", "a stranger", "no_account"],
  ["domains", "one of the domain", null],
  ["open", "a stranger", null],
  ...(["closed", ...modes] as const).map((mode) => [mode, "a member", null] as const),
] as const)("S-22: with sign-up %s, %s who wants in hears %s", async (mode, who, code) => {
  const emails = {
    "a stranger": "stranger@example.com",
    "one of the domain": "somebody@example.org",
    "a member": "mara@quoin.test",
  };
  const arrival = arrive({ email: emails[who] }, { rules: rulesOf(mode), intent: "signup" });
  if (code === null) expect(await arrival).toMatchObject({ email: emails[who] });
  else await expect(arrival).rejects.toEqual(refusal(code));
});

test("S-22: closed is closed, for invitations too", async () => {
  const token = await invite();
  await expect(arrive(nova, { invite: token })).rejects.toEqual(refusal("invitation_invalid"));
  expect(await db.$count(people)).toBe(5);
});

test("S-22: a closed site makes no invitations, and says so in the list", async () => {
  site.signUp = closed;
  try {
    await expect(invite()).rejects.toEqual(refusal("invitations_off"));
    expect(await as("ada").invitation.list({})).toMatchObject({ areOn: false });
  } finally {
    site.signUp = rulesOf("invite");
  }
});

test("S-22: without its invitation an invited address is a stranger", async () => {
  await invite();
  await expect(arrive(nova, { rules: rulesOf("invite"), intent: "signup" })).rejects.toEqual(
    refusal("no_account"),
  );
});

test.each(modes)("S-22: with sign-up %s, an invitation is for one address alone", async (mode) => {
  const token = await invite();
  const other = arrive({ email: "other@example.com" }, { invite: token, rules: rulesOf(mode) });
  await expect(other).rejects.toEqual(refusal("invitation_invalid"));
  expect(await arrive(nova, { invite: token, rules: rulesOf(mode) })).toMatchObject(nova);
});

test("S-21: the invited address is known however it is spelt, and only then", async () => {
  const rules = rulesOf("invite");
  const token = await invite("Nova@EXAMPLE.com");
  const lookalike = arrive({ email: "nova＠example.com" }, { invite: token, rules });
  await expect(lookalike).rejects.toEqual(refusal("no_account"));
  await expect(arrive({ ...nova, emailVerified: false }, { invite: token, rules })).rejects.toEqual(
    refusal("email_unverified"),
  );
  expect(await arrive(nova, { invite: token, rules })).toMatchObject({ role: "editor" });
});

test("S-22: an invitation works once, for seven days, and until it is taken back", async () => {
  const rules = rulesOf("invite");
  const again = (token: string, subject: string, email = nova.email) =>
    arrive({ subject, email }, { invite: token, rules });

  const used = await invite();
  await again(used, "g-1");
  await db.delete(people).where(eq(people.email, nova.email));
  await expect(again(used, "g-2")).rejects.toEqual(refusal("invitation_invalid"));

  const old = await invite("old@example.com");
  clock.advance(7 * day);
  await expect(again(old, "g-3", "old@example.com")).rejects.toEqual(refusal("invitation_invalid"));

  clock.reset();
  const revoked = await invite("back@example.com");
  const { items } = await as("ada").invitation.list({});
  const it = items.find(({ email }) => email === "back@example.com");
  await as("ada").invitation.revoke({ id: it?.id ?? "" });
  await expect(again(revoked, "g-4", "back@example.com")).rejects.toEqual(
    refusal("invitation_invalid"),
  );
  expect(await readInvitation(services, revoked)).toBeNull();
});

test("S-22: inviting an address again ends the link before", async () => {
  const rules = rulesOf("invite");
  const [first, second] = [await invite(), await invite(nova.email, { role: "reader" })];
  await expect(arrive(nova, { invite: first, rules })).rejects.toEqual(
    refusal("invitation_invalid"),
  );
  expect(await arrive(nova, { invite: second, rules })).toMatchObject({ role: "reader" });
});

test("S-19: twenty acceptances of one invitation at once make one person", async () => {
  const token = await invite();
  const how = { invite: token, rules: rulesOf("invite") };
  const all = await Promise.all(Array.from({ length: 20 }, () => arrive(nova, how)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await db.$count(people)).toBe(6);
  expect(await db.$count(auditEvents, eq(auditEvents.action, "invitation_accepted"))).toBe(1);
});

test("S-19: of twenty people with one invitation one is let in", async () => {
  const token = await invite();
  const race = Array.from({ length: 20 }, (_, nth) =>
    arrive({ ...nova, subject: `g-${nth}` }, { invite: token, rules: rulesOf("invite") }),
  );
  const outcomes = await Promise.allSettled(race);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.$count(people)).toBe(6);
});

test("S-20: an invitation that nobody has accepted is nobody", async () => {
  await invite();
  expect(await db.$count(people)).toBe(5);
  const names = (await as("ada").person.list({})).items.map(({ email }) => email);
  expect(names).not.toContain(nova.email);
});

test("S-22: nobody invites above their own role, and nobody invites an owner", async () => {
  const role = "editor" as const;
  for (const name of ["mara", "rui"] as const) {
    await expect(as(name).invitation.create({ ...nova, role: "reader" })).rejects.toEqual(
      refusal("not_allowed"),
    );
  }
  await as("ines").invitation.create({ ...nova, role });
  const owner = { ...nova, role: "owner" } as unknown as { email: string; role: "editor" };
  await expect(as("ada").invitation.create(owner)).rejects.toEqual(refusal("input_invalid"));
  await expect(visitor.invitation.create({ ...nova, role })).rejects.toEqual(
    refusal("not_signed_in"),
  );
});

test.each([
  ["Ünal@example.com", "ünal@example.com"],
  ["ünal@example.com", "U\u0308NAL@example.com"],
  ["unal@münchen.example", "Unal@MU\u0308NCHEN.example"],
])("S-21: an invitation to %j is found by %j, which is the same address", async (to, by) => {
  const token = await invite(to);
  expect(await arrive({ email: by }, { invite: token, rules: rulesOf("invite") })).toMatchObject({
    role: "editor",
  });
});

test.each([
  "nova",
  "mailto:kim@example.com",
  "Kim <kim@example.com>",
  "kim(at work)@example.com",
  "a＠b.com",
  "a@b@c.com",
  "a@x.com,b@x.com",
  "a@x.com.",
  "a@x.com\r\nBcc: b@x.com",
])("S-21: %j is no address to invite", async (email) => {
  await expect(invite(email)).rejects.toEqual(refusal("address_unusable"));
});

test("somebody who is here already is not invited", async () => {
  await expect(invite("MARA@quoin.test")).rejects.toEqual(refusal("person_exists"));
});

test("the link is shown once: neither rows nor lists hold its token", async () => {
  const token = await invite();
  const kept = JSON.stringify([
    await db.select().from(invitations),
    await db.select().from(auditEvents),
    await as("ada").invitation.list({}),
  ]);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(kept).not.toContain(token);
  expect(await readInvitation(services, token)).toEqual({
    role: "editor",
    addressHint: "n…@example.com",
  });
});

test("S-22: a site that has closed promises nothing by its old links", async () => {
  const token = await invite();
  const shut = { ...services, site: { ...site, signUp: closed } };
  expect(await readInvitation(shut, token)).toBeNull();
});

test("the list reads on from a key, newest first, and says what is too old", async () => {
  await invite("first@example.com");
  clock.advance(8 * day);
  await invite("second@example.com", { by: "ines" });
  const one = await as("ines").invitation.list({ limit: 1 });
  expect(one.items).toMatchObject([
    { email: "second@example.com", state: "open", invitedBy: { handle: "ines" } },
  ]);
  const two = await as("ada").invitation.list({ limit: 1, cursor: one.nextCursor ?? "" });
  expect(two).toMatchObject({
    items: [{ email: "first@example.com", state: "expired" }],
    nextCursor: null,
  });
});

test("S-33: writers and readers neither see invitations nor take them back", async () => {
  await invite();
  const [{ id } = { id: "" }] = (await as("ada").invitation.list({})).items;
  for (const name of ["mara", "rui"] as const) {
    await expect(as(name).invitation.list({})).rejects.toEqual(refusal("not_allowed"));
    await expect(as(name).invitation.revoke({ id })).rejects.toEqual(refusal("not_allowed"));
  }
  await expect(visitor.invitation.list({})).rejects.toEqual(refusal("not_signed_in"));
  expect((await as("ada").invitation.list({})).items).toHaveLength(1);
});

test("taking an invitation back twice is fine, and one event", async () => {
  await invite();
  const [{ id } = { id: "" }] = (await as("ada").invitation.list({})).items;
  await as("ines").invitation.revoke({ id });
  await as("ines").invitation.revoke({ id });
  expect(await eventsOf()).toEqual(["invitation_created", "invitation_revoked"]);
  const unknown = { id: "01890000-0000-7000-8000-000000000000" };
  await expect(as("ada").invitation.revoke(unknown)).rejects.toEqual(
    refusal("invitation_not_found"),
  );
});

test("S-20: with an account already, an invitation changes nothing and stays unused", async () => {
  const token = await invite();
  const mara = { subject: "g-mara", email: "mara@quoin.test" };
  const came = await arrive(mara, { invite: token, rules: rulesOf("invite") });
  expect(came).toMatchObject({ handle: "mara", role: "writer" });
  expect((await as("ada").invitation.list({})).items).toHaveLength(1);
});
