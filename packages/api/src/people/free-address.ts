import { canRule, type Person, type PersonId, QuoinError } from "@quoin/model";
import { eq, inArray } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import type { Needs } from "../services.ts";
import { lockPeople } from "./lock-people.ts";
import { identities, noAddress, people } from "./person.table.ts";

/**
 * Frees the address of somebody who does not have it any more, for whoever has it now: they may be
 * invited, or sign up. Somebody who is bound signs in as before, and has the address their
 * provider names then. Safe to repeat.
 *
 * @throws QuoinError `not_allowed`, `person_not_found`, `address_needed`
 */
export async function freeAddress(
  { db, now, origin }: Needs<"db" | "now"> & Traced,
  person: Person,
  { id }: { id: PersonId },
): Promise<void> {
  if (!canRule(person)) throw new QuoinError("not_allowed");
  await db.transaction(async (tx) => {
    const rows = await lockPeople(tx, inArray(people.id, [person.id, id]));
    const isOwner = rows.some((row) => row.id === person.id && row.role === "owner");
    if (!isOwner) throw new QuoinError("not_allowed");
    const found = rows.find((row) => row.id === id);
    if (!found) throw new QuoinError("person_not_found");
    if (found.emailNorm === null) return;
    const ways = await tx.$count(identities, eq(identities.personId, id));
    if (ways === 0 && found.status === "active") throw new QuoinError("address_needed");
    await tx.update(people).set(noAddress).where(eq(people.id, id));
    const event = { at: now(), actorId: person.id, targetId: id, ...origin };
    await recordEvent(tx, { action: "address_freed", ...event });
  });
}
