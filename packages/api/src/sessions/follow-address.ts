import type { Tx } from "@quoin/drivers";
import type { AuditAction, PersonId } from "@quoin/model";
import { and, eq, or } from "drizzle-orm";

import { lockPeople } from "../people/lock-people.ts";
import { identities, noAddress, people } from "../people/person.table.ts";

interface Said {
  /** As spelt, and in the form addresses are compared in. Verified. */
  email: string;
  norm: string;
  /** Whose word it is (`realmOf`). */
  realm: string;
}

type Note = (action: AuditAction, actorId: PersonId, more?: { targetId: PersonId }) => unknown;

/**
 * Lets the address of somebody who is bound follow what their provider says of it. The one they
 * had is free from then on. Whoever holds theirs and is bound to the same provider has lost it
 * there, and so here; they sign in as before. From somebody who is known by nothing else it is not
 * taken: then it stands with both, binds nobody, and the owner hears of it.
 */
export async function followAddress(
  tx: Tx,
  id: PersonId,
  { email, norm, realm }: Said,
  note: Note,
): Promise<void> {
  const rows = await lockPeople(tx, or(eq(people.id, id), eq(people.emailNorm, norm)));
  const me = rows.find((row) => row.id === id);
  if (!me || (me.emailNorm === norm && me.email === email)) return;
  const holder = rows.find((row) => row.id !== id);
  const isTheirs = holder !== undefined && !(await isBound(tx, holder.id, realm));
  if (isTheirs && me.emailNorm === null && me.email === email) return; // said once already
  if (holder && !isTheirs) await freeAddress(tx, holder.id);
  await tx
    .update(people)
    .set({ email, emailNorm: isTheirs ? null : norm })
    .where(eq(people.id, id));
  if (isTheirs) await note("address_clash", id, { targetId: holder.id });
  else if (me.emailNorm !== norm) await note("address_changed", id);
}

const freeAddress = (tx: Tx, id: PersonId) =>
  tx.update(people).set(noAddress).where(eq(people.id, id));

async function isBound(tx: Tx, personId: PersonId, realm: string): Promise<boolean> {
  const theirs = and(eq(identities.personId, personId), eq(identities.provider, realm));
  return (await tx.$count(identities, theirs)) > 0;
}
