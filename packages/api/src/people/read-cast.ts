import { cast, type Person } from "@quoin/model";
import { inArray } from "drizzle-orm";

import type { Needs } from "../services.ts";
import { people } from "./person.table.ts";

/** The members of the cast by their handles, for scripts that act as them. */
export async function readCast({ db }: Needs<"db">): Promise<Map<string, Person>> {
  const { id, handle, name, role } = people;
  const members = await db
    .select({ id, handle, name, role })
    .from(people)
    .where(inArray(people.handle, Object.keys(cast)));
  return new Map(members.map((member) => [member.handle, member]));
}
