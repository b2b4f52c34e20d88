import type { Tx } from "@quoin/drivers";
import { type Person, type PersonId, QuoinError } from "@quoin/model";
import { and, eq } from "drizzle-orm";

import type { Origin } from "../audit/record.ts";
import { people } from "./person.table.ts";

/**
 * Somebody as they are now, and until the transaction ends; null for who is switched off or gone.
 * What acts in their name may do what they may at that moment, whatever they might when it began.
 */
export async function presentPerson(tx: Tx, id: PersonId): Promise<Person | null> {
  const [person] = await tx
    .select({ id: people.id, handle: people.handle, name: people.name, role: people.role })
    .from(people)
    .where(and(eq(people.id, id), eq(people.status, "active")))
    .for("share");
  return person ?? null;
}

/** The same, for whoever is acting. @throws QuoinError `session_expired`, as their next request has */
export async function requirePresent(tx: Tx, { id }: Pick<Person, "id">): Promise<Person> {
  const person = await presentPerson(tx, id);
  if (person === null) throw new QuoinError("session_expired");
  return person;
}

/** A change of what somebody may, as those hear of it who end what they gave out. */
export interface RightsChange extends Origin {
  id: PersonId;
  /** What they are from now on; null when they are switched off or gone, and may nothing. */
  now: Person | null;
  at: string;
  /** Who changed it. */
  byId: PersonId;
}
