import type { Tx } from "@quoin/drivers";
import type { GrantedRole, InvitationId } from "@quoin/model";
import { and, eq, gt, isNull } from "drizzle-orm";

import { hashOfToken } from "../one-time-token.ts";
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
  const [found] = await db.select({ email, role }).from(invitations).where(isOpen(token, now()));
  return found ? { role: found.role, addressHint: hintOf(found.email) } : null;
}

/** Enough of an address for whoever has it to know it: "n…@example.com". */
const hintOf = (email: string): string => email.replace(/^(.).*@/su, "$1…@");

/**
 * Uses an invitation up, for the address it was made for and nobody else: the one statement that
 * reads it is the one that spends it. Null when it is not to be had.
 */
export async function takeInvitation(
  tx: Tx,
  { token, norm, at }: { token: string; norm: string; at: string },
): Promise<{ id: InvitationId; role: GrantedRole } | null> {
  const [taken] = await tx
    .update(invitations)
    .set({ acceptedAt: at })
    .where(and(isOpen(token, at), eq(invitations.emailNorm, norm)))
    .returning({ id: invitations.id, role: invitations.role });
  return taken ?? null;
}
