import { randomBytes } from "node:crypto";

import type { Tx } from "@quoin/drivers";
import { type PersonId, type Role, slugOf } from "@quoin/model";

import { newId } from "../new-id.ts";
import { people } from "../people/person.table.ts";
import { publicChanged } from "../public-changed.ts";

interface Newcomer {
  /** As spelt, and in the form addresses are compared in. */
  email: string;
  norm: string;
  name: string | null;
  role: Role;
  at: string;
}

/** Makes an account, with a handle of its own made from the name; never from the address. */
export async function createPerson(
  tx: Tx,
  { email, norm, name, role, at }: Newcomer,
): Promise<{ id: PersonId; authVersion: number }> {
  const shown = (name ?? "").replace(/\p{C}/gu, "").trim().slice(0, 100) || "Somebody";
  const id: PersonId = newId();
  const row = { id, name: shown, email, emailNorm: norm, role, createdAt: at };
  for (const handle of handlesFor(shown)) {
    const insert = tx.insert(people).values({ ...row, handle });
    const made = await insert
      .onConflictDoNothing({ target: people.handle })
      .returning({ id: people.id });
    if (made.length === 0) continue;
    await publicChanged(tx);
    return { id, authVersion: 1 };
  }
  throw new Error("no handle was free"); // the last one is random
}

/** `mara`, `mara-2`, … and at last one that nobody has. */
function handlesFor(name: string): string[] {
  const latin = slugOf(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const base = latin.slice(0, 30).replace(/-+$/, "") || "writer";
  const numbered = Array.from({ length: 8 }, (_, nth) => `${base}-${nth + 2}`);
  return [base, ...numbered, `${base}-${randomBytes(4).toString("hex")}`];
}
