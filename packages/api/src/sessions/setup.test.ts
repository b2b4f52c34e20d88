import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { auditEvents } from "../audit/audit.table.ts";
import { people } from "../people/person.table.ts";
import { openSite } from "../site/open-site.ts";
import { settings } from "../site/site.table.ts";
import { arrivals, closed } from "../testing/arrive.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { isSetupOpen, isSetupToken, offerSetup } from "./setup.ts";

const { services } = await openWorld();
const { db } = services;
const arrive = arrivals(services);

async function emptySite() {
  await db.delete(people);
  await openSite(services);
}

test("S-22: a site that nobody owns makes one token, and tells it once", async () => {
  await emptySite();
  const starts = await Promise.all([1, 2, 3].map(() => offerSetup(services)));
  const made = starts.flatMap((start) => (typeof start === "object" && start ? [start.made] : []));
  expect(made).toHaveLength(1);
  expect(await offerSetup(services)).toBe("waiting");
  expect(JSON.stringify(await db.select().from(settings))).not.toContain(made[0]);
  expect(await isSetupToken(services, ` ${made[0]}\n`)).toBe(true);
  expect(await isSetupToken(services, `${made[0]}x`)).toBe(false);
  expect(await isSetupToken(services, "")).toBe(false);
});

test("S-22: a configured token needs none to be made, and neither does an owner's address", async () => {
  await emptySite();
  const withRules = (rules: Partial<typeof closed>) => ({
    ...services,
    site: { ...services.site, signUp: { ...closed, ...rules } },
  });
  const configured = withRules({ setupToken: "a token of my own choosing" });
  expect(await offerSetup(configured)).toBe("waiting");
  expect(await isSetupOpen(configured)).toBe(true);
  expect(await isSetupToken(configured, "a token of my own choosing")).toBe(true);
  expect(await offerSetup(withRules({ ownerEmail: "me@example.com" }))).toBeNull();
  expect(await isSetupOpen(services)).toBe(false);
});

test("S-22: a site with an owner offers nothing, whatever token is given", async () => {
  await openSite(services);
  expect(await offerSetup(services)).toBeNull();
  await db.update(settings).set({ setupTokenHash: "left over" });
  expect(await isSetupOpen(services)).toBe(false);
  await expect(arrive({}, { hasSetupToken: true })).rejects.toEqual(refusal("no_account"));
});

test("S-22: whoever gave the token becomes the owner, and the token is spent", async () => {
  await emptySite();
  const offered = await offerSetup(services);
  const token = typeof offered === "object" ? (offered?.made ?? "") : "";
  await expect(arrive({}, {})).rejects.toEqual(refusal("no_account"));
  expect(await arrive({}, { hasSetupToken: true })).toMatchObject({ role: "owner" });
  expect(await isSetupToken(services, token)).toBe(false);
  const [site] = await db.select().from(settings);
  expect(site?.setupTokenHash).toBeNull();
  expect(await db.$count(auditEvents, eq(auditEvents.action, "ownership_claimed"))).toBe(1);
});

test("S-22: of ten who gave the token at once, one owns the site", async () => {
  await emptySite();
  const race = Array.from({ length: 10 }, (_, nth) =>
    arrive({ subject: `g-${nth}`, email: `p${nth}@example.com` }, { hasSetupToken: true }),
  );
  const outcomes = await Promise.allSettled(race);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.$count(people)).toBe(1);
});
