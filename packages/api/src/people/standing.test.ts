import { openSqlite, openSqliteSessions } from "@quoin/drivers/embedded";
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";

import { auditEvents } from "../audit/audit.table.ts";
import { beginSession, viewerOf } from "../sessions/session.ts";
import { arrivals } from "../testing/arrive.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { people as rows } from "./person.table.ts";
import { disablePerson, setRole } from "./standing.ts";

const { as, anew, visitor, services, clock, people } = await openWorld();
const { db } = services;
const { ada, ines, mara, teo, rui } = people;

const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };
const origin = { address: "192.0.2.0/24", requestId: "request" };
const begin = async (id: typeof mara.id) =>
  (await beginSession(services, { id, authVersion: 1 }, { meta, oldSid: null })).token;
const isAlive = async (token: string) => (await viewerOf(services, token)) !== null;
const roleOf = async (id: typeof mara.id) => {
  const [row] = await db.select({ role: rows.role }).from(rows).where(eq(rows.id, id));
  return row?.role;
};
const ownersOf = () => db.$count(rows, eq(rows.role, "owner"));
const maraArrives = () => arrivals(services)({ subject: "g-mara", email: "mara@quoin.test" });
const nobody = { id: "01890000-0000-7000-8000-000000000000" };

test("everybody signed in sees who is here, the owner also how to reach them", async () => {
  await expect(visitor.person.list({})).rejects.toEqual(refusal("not_signed_in"));
  for (const name of ["ines", "mara", "rui"] as const) {
    const { items } = await as(name).person.list({});
    expect(items.map(({ handle }) => handle).toSorted()).toEqual(Object.keys(people).toSorted());
    expect(items.every(({ email, status }) => email === null && status === null)).toBe(true);
    expect(JSON.stringify(items)).not.toContain("@");
  }
  const { items } = await as("ada").person.list({});
  expect(items.find(({ id }) => id === mara.id)).toMatchObject({
    email: "mara@quoin.test",
    status: "active",
    role: "writer",
  });
});

test("the list of people reads on from a key, and names everybody once", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await as("rui").person.list({ limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ handle }) => handle));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen.toSorted()).toEqual(Object.keys(people).toSorted());
  await expect(as("rui").person.list({ cursor: "x" })).rejects.toEqual(refusal("input_invalid"));
});

test("S-33: only the owner changes what others may do", async () => {
  for (const name of ["ines", "mara", "rui"] as const) {
    for (const id of [teo.id, nobody.id]) {
      const verbs = as(name).person;
      const role = "reader" as const;
      await expect(verbs.setRole({ id, role })).rejects.toEqual(refusal("not_allowed"));
      await expect(verbs.disable({ id })).rejects.toEqual(refusal("not_allowed"));
      await expect(verbs.enable({ id })).rejects.toEqual(refusal("not_allowed"));
      await expect(verbs.transferOwnership({ id })).rejects.toEqual(refusal("not_allowed"));
    }
  }
  expect(await roleOf(teo.id)).toBe("writer");
});

test("S-33: nobody is found by an id that nobody has", async () => {
  const verbs = as("ada").person;
  await expect(verbs.setRole({ ...nobody, role: "reader" })).rejects.toEqual(
    refusal("person_not_found"),
  );
  await expect(verbs.disable(nobody)).rejects.toEqual(refusal("person_not_found"));
  await expect(verbs.transferOwnership(nobody)).rejects.toEqual(refusal("person_not_found"));
  await expect(verbs.disable({ id: "1" })).rejects.toEqual(refusal("input_invalid"));
});

test("S-08: another role ends the sessions before it, and nobody else's", async () => {
  const [hers, his] = [await begin(mara.id), await begin(teo.id)];
  await as("ada").person.setRole({ id: mara.id, role: "editor" });
  expect([await isAlive(hers), await isAlive(his)]).toEqual([false, true]);
  expect(await anew(mara.id).session.mine()).toMatchObject({ person: { role: "editor" } });
});

test("giving the role somebody has is nothing: no event, no signing out", async () => {
  const token = await begin(mara.id);
  await as("ada").person.setRole({ id: mara.id, role: "writer" });
  expect(await isAlive(token)).toBe(true);
  expect(await db.$count(auditEvents)).toBe(0);
});

test("S-08: somebody switched off is out at once, cannot come back, and may again later", async () => {
  const token = await begin(mara.id);
  await as("ada").person.disable({ id: mara.id });
  await as("ada").person.disable({ id: mara.id });
  expect(await isAlive(token)).toBe(false);
  await expect(maraArrives()).rejects.toEqual(refusal("account_disabled"));
  await as("ada").person.enable({ id: mara.id });
  expect(await isAlive(token)).toBe(false); // what ended stays ended
  expect(await maraArrives()).toMatchObject({ id: mara.id });
  expect(await visitor.person.byHandle({ handle: "mara" })).toMatchObject({ name: "Mara" });
});

test.each([
  ["another role", (needs: Needs) => setRole(needs, ada, { id: mara.id, role: "reader" })],
  ["switching off", (needs: Needs) => disablePerson(needs, ada, mara)],
])("S-08: %s counts though the session store was away", async (_, change) => {
  const token = await begin(mara.id);
  const away = openSqliteSessions(await openSqlite(":memory:"), services.site.sessionLife);
  await away.close();
  await change({ ...services, sessions: away, origin });
  const kept = await services.sessions.list(mara.id, Date.parse(services.now()));
  expect(kept.map(({ sid }) => sid)).toContain(token.split(".")[0]);
  expect(await isAlive(token)).toBe(false);
});
type Needs = Parameters<typeof setRole>[0];

test("the owner can neither step down, be switched off, nor be raised over", async () => {
  const verbs = as("ada").person;
  await expect(verbs.setRole({ id: ada.id, role: "editor" })).rejects.toEqual(
    refusal("owner_stays"),
  );
  await expect(verbs.disable({ id: ada.id })).rejects.toEqual(refusal("owner_stays"));
  const owner = { id: mara.id, role: "owner" } as unknown as { id: string; role: "editor" };
  await expect(verbs.setRole(owner)).rejects.toEqual(refusal("input_invalid"));
  expect(await ownersOf()).toBe(1);
});

test("the database itself keeps one owner, and never one who is switched off", async () => {
  const raise = db.update(rows).set({ role: "owner" }).where(eq(rows.id, ines.id));
  await expect(raise).rejects.toThrow();
  const off = db.update(rows).set({ status: "disabled" }).where(eq(rows.id, ada.id));
  await expect(off).rejects.toThrow();
});

test("handing the site over makes two people sign in anew: an editor and an owner", async () => {
  const [adas, ineses] = [await begin(ada.id), await begin(ines.id)];
  await as("ada").person.transferOwnership({ id: ines.id });
  expect([await isAlive(adas), await isAlive(ineses)]).toEqual([false, false]);
  expect([await roleOf(ada.id), await roleOf(ines.id)]).toEqual(["editor", "owner"]);
  await expect(anew(ada.id).person.disable({ id: mara.id })).rejects.toEqual(
    refusal("not_allowed"),
  );
  await anew(ines.id).person.setRole({ id: ada.id, role: "writer" });
});

test("the site is handed to nobody who is switched off, and to oneself is nothing", async () => {
  await as("ada").person.disable({ id: mara.id });
  await expect(as("ada").person.transferOwnership({ id: mara.id })).rejects.toEqual(
    refusal("account_disabled"),
  );
  await as("ada").person.transferOwnership({ id: ada.id });
  expect(await roleOf(ada.id)).toBe("owner");
});

test("however many heirs are named at once, there is one owner", async () => {
  const to = [ines.id, mara.id, teo.id, rui.id];
  const race = to.map((id) => as("ada").person.transferOwnership({ id }));
  const outcomes = await Promise.allSettled(race);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await ownersOf()).toBe(1);
  expect(await roleOf(ada.id)).toBe("editor");
});

test("handing over while changing roles leaves one owner and hangs nobody", async () => {
  const verbs = as("ada").person;
  await Promise.allSettled([
    verbs.transferOwnership({ id: ines.id }),
    verbs.setRole({ id: ines.id, role: "reader" }),
    verbs.disable({ id: ines.id }),
    verbs.transferOwnership({ id: mara.id }),
  ]);
  expect(await ownersOf()).toBe(1);
});

test("what cannot be taken back wants a sign-in of the last ten minutes", async () => {
  const [adas, maras] = [as("ada"), as("mara")];
  await Promise.all([adas.session.mine(), maras.session.mine()]);
  clock.advance(600_001);
  const again = refusal("sign_in_again");
  await expect(adas.person.transferOwnership({ id: ines.id })).rejects.toEqual(again);
  await expect(maras.person.exportMe({})).rejects.toEqual(again);
  await expect(maras.person.deleteMe({ posts: "trash" })).rejects.toEqual(again);
  await anew(ada.id).person.transferOwnership({ id: ines.id });
});

test("S-42: each change of standing is one event with who, whom, whence and which request", async () => {
  const { person } = as("ada");
  await person.setRole({ id: mara.id, role: "reader" });
  clock.advance(1);
  await person.disable({ id: teo.id });
  clock.advance(1);
  await person.enable({ id: teo.id });
  clock.advance(1);
  await person.transferOwnership({ id: ines.id });
  const events = await db.select().from(auditEvents).orderBy(asc(auditEvents.at));
  const from = { actorId: ada.id, address: "192.0.2.0/24", requestId: "request" };
  expect(events).toMatchObject([
    {
      action: "role_changed",
      targetId: mara.id,
      details: { from: "writer", to: "reader" },
      ...from,
    },
    { action: "person_disabled", targetId: teo.id, ...from },
    { action: "person_enabled", targetId: teo.id, ...from },
    { action: "ownership_transferred", targetId: ines.id, details: { was: "editor" }, ...from },
  ]);
});

test("S-08: whatever people do to each other, there is one owner, and who was changed is out", async () => {
  const somebody = fc.constantFrom(...Object.values(people).map(({ id }) => id));
  const verb = fc.constantFrom("setRole", "disable", "enable", "transferOwnership", "deleteMe");
  const role = fc.constantFrom("editor" as const, "writer" as const, "reader" as const);
  const step = fc.record({ by: somebody, verb, id: somebody, role });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await db.transaction(async (tx) => {
        await tx.delete(rows);
        const members = Object.values(people).map((person) => ({
          ...person,
          email: `${person.handle}@quoin.test`,
          emailNorm: `${person.handle}@quoin.test`,
          createdAt: services.now(),
        }));
        await tx.insert(rows).values(members);
      });
      for (const { by, id, role: given, ...one } of steps) {
        const before = await versionOf(id);
        const { person } = anew(by);
        const told = { setRole: { id, role: given }, deleteMe: { posts: "give", to: id } } as const;
        const calls = {
          setRole: () => person.setRole(told.setRole),
          disable: () => person.disable({ id }),
          enable: () => person.enable({ id }),
          transferOwnership: () => person.transferOwnership({ id }),
          deleteMe: () => person.deleteMe(told.deleteMe),
        };
        await calls[one.verb]().catch(() => "refused");
        const after = await versionOf(id);
        expect(after?.standing === before?.standing || after?.version !== before?.version).toBe(
          true,
        );
        const owners = await db.select().from(rows).where(eq(rows.role, "owner"));
        expect(owners).toMatchObject([{ status: "active" }]);
      }
    }),
    { numRuns: 25 },
  );
});

async function versionOf(id: typeof mara.id) {
  const [row] = await db.select().from(rows).where(eq(rows.id, id));
  return row && { standing: `${row.role} ${row.status}`, version: row.authVersion };
}
