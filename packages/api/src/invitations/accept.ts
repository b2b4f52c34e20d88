import type { Tx } from "@quoin/drivers";
import { canInvite, type GrantedRole, type InvitationId, type PersonId } from "@quoin/model";
import { and, eq, gt, isNull } from "drizzle-orm";

import { hashOfToken } from "../one-time-token.ts";
import { people } from "../people/person.table.ts";
import { presentPerson } from "../people/present.ts";
import type { Needs } from "../services.ts";
import { invitations } from "./invitation.table.ts";

const isOpen = (token: string, at: string) =>
  and(
    eq(invitations.tokenHash, hashOfToken(token)),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, at),
  );

/** What a link promises, for the page that asks to sign in; null when it promises nothing. */
export async function readInvitation(
  { db, now, site }: Needs<"db" | "now" | "site">,
  token: string,
): Promise<{ addressHint: string; role: GrantedRole } | null> {
  if (site.signUp.mode === "closed") return null;
  const { email, role } = invitations;
  const [found] = await db
    .select({ email, role, giver: { role: people.role } })
    .from(invitations)
    .innerJoin(people, and(eq(people.id, invitations.invitedById), eq(people.status, "active")))
    .where(isOpen(token, now()));
  if (!found || !canInvite(found.giver, found.role)) return null;
  return { role: found.role, addressHint: hintOf(found.email) };
}

/** Enough of an address for whoever has it to know it: "n…@example.com". */
const hintOf = (email: string): string => email.replace(/^(.).*@/su, "$1…@");

/**
 * Uses an invitation up, for the address it was made for and nobody else, while whoever gave it may
 * still invite to that role. The statement that spends it decides who was first. Null when it is
 * not to be had.
 */
export async function takeInvitation(
  tx: Tx,
  { token, norm, at }: { token: string; norm: string; at: string },
): Promise<{ id: InvitationId; role: GrantedRole } | null> {
  const theirs = and(isOpen(token, at), eq(invitations.emailNorm, norm));
  const [found] = await tx.select().from(invitations).where(theirs);
  if (!found || !(await mayStillInvite(tx, found))) return null;
  const [taken] = await tx
    .update(invitations)
    .set({ acceptedAt: at })
    .where(theirs)
    .returning({ id: invitations.id, role: invitations.role });
  return taken ?? null;
}

async function mayStillInvite(
  tx: Tx,
  { invitedById, role }: { invitedById: PersonId | null; role: GrantedRole },
): Promise<boolean> {
  const giver = invitedById && (await presentPerson(tx, invitedById));
  return giver !== null && canInvite(giver, role);
}
