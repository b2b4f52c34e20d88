import {
  type AuditAction,
  canRule,
  type Person,
  type PersonId,
  QuoinError,
  type Role,
  type SetRole,
} from "@quoin/model";
import { eq, inArray } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";
import { endSessions, raised } from "./end-sessions.ts";
import { lockPosts, takeBackGiven } from "./given.ts";
import { lockPeople } from "./lock-people.ts";
import { people } from "./person.table.ts";
import { presentPerson } from "./present.ts";

type StandingNeeds = Needs<"db" | "now" | "sessions"> & Traced;

/**
 * Gives somebody another role. It counts at their next request, with a new sign-in. Giving the
 * role they have changes nothing.
 *
 * @throws QuoinError `not_allowed`, `person_not_found`, `owner_stays`
 */
export async function setRole(
  needs: StandingNeeds,
  person: Person,
  { id, role }: SetRole,
): Promise<void> {
  await change(needs, person, id, (before) => {
    if (before.role === role) return null;
    return { set: { role }, action: "role_changed", details: { from: before.role, to: role } };
  });
}

/**
 * Switches somebody off: they are signed out at their next request and cannot come back. What
 * they wrote stays. Safe to repeat.
 *
 * @throws QuoinError `not_allowed`, `person_not_found`, `owner_stays`
 */
export async function disablePerson(
  needs: StandingNeeds,
  person: Person,
  { id }: { id: PersonId },
): Promise<void> {
  await change(needs, person, id, ({ status }) =>
    status === "disabled"
      ? null
      : { set: { status: "disabled" }, action: "person_disabled", details: {} },
  );
}

/** Lets somebody in again. Safe to repeat. @throws QuoinError `not_allowed`, `person_not_found` */
export async function enablePerson(
  needs: StandingNeeds,
  person: Person,
  { id }: { id: PersonId },
): Promise<void> {
  await change(needs, person, id, ({ status }) =>
    status === "active"
      ? null
      : { set: { status: "active" }, action: "person_enabled", details: {} },
  );
}

type Row = typeof people.$inferSelect;

interface Change {
  set: { role?: Role; status?: "active" | "disabled" };
  action: AuditAction;
  details: Record<string, string>;
}

/** One change of what somebody may do: the rows, what they gave out, the event, then their sessions. */
async function change(
  needs: StandingNeeds,
  person: Person,
  id: PersonId,
  decide: (before: Row) => Change | null,
): Promise<void> {
  const { db, now, origin } = needs;
  if (!canRule(person)) throw new QuoinError("not_allowed");
  const isChanged = await db.transaction(async (tx) => {
    await lockPosts(tx, id);
    const rows = await lockPeople(tx, inArray(people.id, [person.id, id]));
    // Whoever asked was the owner when they asked; they must be still.
    const isOwner = rows.some((row) => row.id === person.id && row.role === "owner");
    if (!isOwner) throw new QuoinError("not_allowed");
    const before = rows.find((row) => row.id === id);
    if (!before) throw new QuoinError("person_not_found");
    if (before.role === "owner") throw new QuoinError("owner_stays");
    const wanted = decide(before);
    if (!wanted) return false;
    await tx
      .update(people)
      .set({ ...wanted.set, ...raised })
      .where(eq(people.id, id));
    const at = now();
    const event = { at, actorId: person.id, targetId: id, details: wanted.details };
    await recordEvent(tx, { action: wanted.action, ...event, ...origin });
    const present = await presentPerson(tx, id);
    await takeBackGiven(tx, { id, now: present, at, byId: person.id, ...origin });
    await publicChanged(tx); // readers see authors, not who only reads
    return true;
  });
  if (isChanged) await endSessions(needs, id);
}
