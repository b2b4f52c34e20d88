import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";

import { people as rows } from "../people/person.table.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { auditEvents } from "./audit.table.ts";
import { purgeAudit, recordFailedSignIn, recordSignOut } from "./audit.ts";

const { as, visitor, services, clock, people, runJobs } = await openWorld();
const { db } = services;
const origin = { address: "192.0.2.0/24", requestId: "request" };
const traced = { ...services, origin };

test("S-42: only the owner reads what happened", async () => {
  for (const name of ["ines", "mara", "rui"] as const) {
    await expect(as(name).audit.list({})).rejects.toEqual(refusal("not_allowed"));
  }
  await expect(visitor.audit.list({})).rejects.toEqual(refusal("not_signed_in"));
  expect(await as("ada").audit.list({})).toEqual({ items: [], nextCursor: null });
});

test("S-42: the list is newest first, names people, and reads on from a key", async () => {
  await as("ada").person.setRole({ id: people.mara.id, role: "editor" });
  clock.advance(1000);
  await recordFailedSignIn(traced, { provider: "google", reason: "account_conflict" });
  clock.advance(1000);
  await recordSignOut(traced, people.teo.id);
  const first = await as("ada").audit.list({ limit: 2 });
  expect(first.items).toMatchObject([
    { action: "sign_out", actor: { handle: "teo" }, target: null },
    {
      action: "sign_in_failed",
      actor: null,
      target: null,
      details: { provider: "google", reason: "account_conflict" },
      ...origin,
    },
  ]);
  const rest = await as("ada").audit.list({ limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest).toMatchObject({
    items: [{ action: "role_changed", actor: { name: "Ada" }, target: { name: "Mara" } }],
    nextCursor: null,
  });
});

test("what happened outlives whom it happened to, without their name", async () => {
  await recordSignOut(traced, people.teo.id);
  await db.delete(rows).where(eq(rows.id, people.teo.id));
  expect((await as("ada").audit.list({})).items).toMatchObject([
    { action: "sign_out", actor: null },
  ]);
});

test("S-42: a year later it is forgotten", async () => {
  await recordSignOut(traced, people.teo.id);
  clock.advance(364 * 86_400_000);
  await recordSignOut(traced, people.teo.id);
  await purgeAudit(services);
  expect(await db.$count(auditEvents)).toBe(2);
  clock.advance(2 * 86_400_000);
  await purgeAudit(services);
  expect(await db.$count(auditEvents)).toBe(1);
  await runJobs();
});

test("S-42: no text forges an event: each stays one row, word for word", async () => {
  const nasty = fc.string({
    unit: fc.constantFrom("\r", "\n", '"', "\\", "{", "}", "a", "'", "\u2028"),
  });
  await fc.assert(
    fc.asyncProperty(nasty, async (text) => {
      await db.delete(auditEvents);
      const forged = { ...services, origin: { address: text, requestId: text } };
      await recordSignOut(forged, people.teo.id);
      const { items } = await as("ada").audit.list({});
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ action: "sign_out", address: text, requestId: text });
    }),
    { numRuns: 40 },
  );
});
