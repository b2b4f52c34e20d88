import type { Db } from "@quoin/drivers";
import { cast, type CastMember, type Person } from "@quoin/model";

import { newId } from "../new-id.ts";
import { people } from "../people/person.table.ts";

function member(key: CastMember): Person {
  const { handle, name, role } = cast[key];
  return { id: newId<"Person">(), handle, name, role };
}

/** The cast as domain functions see them. Their ids are this world's own. */
export function castOf(): Record<CastMember, Person> {
  return {
    ada: member("ada"),
    ines: member("ines"),
    mara: member("mara"),
    teo: member("teo"),
    rui: member("rui"),
  };
}

/** Writes the cast into an empty database. */
export async function insertCast(db: Db, members: Record<CastMember, Person>, createdAt: string) {
  const rows = Object.values(members).map((person) => {
    const { email, bio } = cast[person.handle as CastMember]; // in the cast both are one word
    return { ...person, email, emailNorm: email, bio, createdAt };
  });
  await db.insert(people).values(rows);
}
