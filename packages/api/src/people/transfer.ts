import { canRule, type Person, type PersonId, QuoinError } from "@quoin/model";
import { eq, inArray } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";
import { endSessions, raised } from "./end-sessions.ts";
import { lockPosts, takeBackGiven } from "./given.ts";
import { lockPeople } from "./lock-people.ts";
import { people } from "./person.table.ts";
import { presentPerson } from "./present.ts";

/**
 * Hands the site to somebody else. The owner before becomes an editor; both sign in anew.
 *
 * @throws QuoinError `not_allowed`, `person_not_found`, `account_disabled`
 */
export async function transferOwnership(
  needs: Needs<"db" | "now" | "sessions"> & Traced,
  person: Person,
  { id }: { id: PersonId },
): Promise<void> {
  const { db, now, origin } = needs;
  if (!canRule(person)) throw new QuoinError("not_allowed");
  if (id === person.id) return;
  await db.transaction(async (tx) => {
    await lockPosts(tx, person.id);
    const rows = await lockPeople(tx, inArray(people.id, [person.id, id]));
    const before = rows.find((row) => row.id === person.id);
    const heir = rows.find((row) => row.id === id);
    if (before?.role !== "owner") throw new QuoinError("not_allowed");
    if (!heir) throw new QuoinError("person_not_found");
    if (heir.status === "disabled") throw new QuoinError("account_disabled");
    // First down, then up: `people_owner` holds at every moment.
    await tx
      .update(people)
      .set({ role: "editor", ...raised })
      .where(eq(people.id, person.id));
    await tx
      .update(people)
      .set({ role: "owner", ...raised })
      .where(eq(people.id, id));
    const at = now();
    const event = { at, actorId: person.id, targetId: id, details: { was: heir.role } };
    await recordEvent(tx, { action: "ownership_transferred", ...event, ...origin });
    const present = await presentPerson(tx, person.id);
    const change = { id: person.id, now: present, at, byId: person.id };
    await takeBackGiven(tx, { ...change, ...origin });
    await publicChanged(tx);
  });
  await endSessions(needs, person.id, id);
}
