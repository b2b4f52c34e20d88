import type { Tx } from "@quoin/drivers";
import {
  canEditAll,
  canInvite,
  type CreateInvitation,
  type InvitationId,
  type InvitationPage,
  type Keyset,
  type NewInvitation,
  type Person,
  QuoinError,
} from "@quoin/model";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import { pageFrom, readCursor } from "../cursor.ts";
import { newId } from "../new-id.ts";
import { hashOfToken, newToken } from "../one-time-token.ts";
import { emailNorm } from "../people/email-norm.ts";
import { people } from "../people/person.table.ts";
import { requirePresent, type RightsChange } from "../people/present.ts";
import type { Needs } from "../services.ts";
import { invitations } from "./invitation.table.ts";

const lifeMs = 7 * 24 * 60 * 60 * 1000;
/** Of one person, per hour. */
const rate = { name: "invitations", points: 60, perSeconds: 3600 };

/** Neither used nor taken back; it may be too old. */
const isUnused = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

/**
 * Invites whoever proves an address, for seven days and once. An earlier invitation of that
 * address ends: its link is gone. The new link is in the answer and nowhere else.
 *
 * @throws QuoinError `not_allowed`, `invitations_off`, `address_unusable`, `person_exists`,
 * `invitation_pending`, `too_many_requests`
 */
export async function createInvitation(
  { db, now, site, limits, origin }: Needs<"db" | "now" | "site" | "limits"> & Traced,
  person: Person,
  { email, role }: CreateInvitation,
): Promise<NewInvitation> {
  if (!canInvite(person, role)) throw new QuoinError("not_allowed");
  if (site.signUp.mode === "closed") throw new QuoinError("invitations_off");
  const norm = emailNorm(email);
  if (norm === null) throw new QuoinError("address_unusable");
  const wait = await limits.count(rate, person.id);
  if (wait !== null) throw new QuoinError("too_many_requests", { retryAfterSeconds: wait });

  const at = now();
  const token = newToken();
  const id: InvitationId = newId();
  const expiresAt = new Date(Date.parse(at) + lifeMs).toISOString();
  const words = { email, emailNorm: norm, role, tokenHash: hashOfToken(token) };
  await db.transaction(async (tx) => {
    if (!canInvite(await requirePresent(tx, person), role)) throw new QuoinError("not_allowed");
    if ((await tx.$count(people, eq(people.emailNorm, norm))) > 0) {
      throw new QuoinError("person_exists");
    }
    const before = and(eq(invitations.emailNorm, norm), isUnused);
    await tx.update(invitations).set({ revokedAt: at }).where(before);
    const row = { id, ...words, invitedById: person.id, createdAt: at, expiresAt };
    await tx.insert(invitations).values(row);
    const event = { at, actorId: person.id, targetId: id, details: { role }, ...origin };
    await recordEvent(tx, { action: "invitation_created", ...event });
  });
  return { id, url: `${site.url}/sign-in?invite=${token}`, expiresAt };
}

/** Invitations nobody has used yet, newest first. @throws QuoinError `not_allowed` */
export async function listInvitations(
  { db, now, site }: Needs<"db" | "now" | "site">,
  person: Pick<Person, "role">,
  { cursor, limit }: Keyset,
): Promise<InvitationPage> {
  if (!canEditAll(person)) throw new QuoinError("not_allowed");
  const { at, id } = readCursor(cursor);
  const rows = await db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
      invitedBy: { handle: people.handle, name: people.name },
    })
    .from(invitations)
    .leftJoin(people, eq(people.id, invitations.invitedById))
    .where(
      and(
        isUnused,
        sql`(${invitations.createdAt}, ${invitations.id}) < (${at}::timestamptz, ${id}::uuid)`,
      ),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(limit + 1);
  const page = pageFrom(
    rows,
    limit,
    (row) => ({ at: row.createdAt, id: row.id }),
    (row) => ({ ...row, state: row.expiresAt > now() ? ("open" as const) : ("expired" as const) }),
  );
  return { ...page, areOn: site.signUp.mode !== "closed" };
}

/**
 * Takes an invitation back: its link works no more. Safe to repeat.
 *
 * @throws QuoinError `not_allowed`, `invitation_not_found`
 */
export async function revokeInvitation(
  { db, now, origin }: Needs<"db" | "now"> & Traced,
  person: Person,
  { id }: { id: InvitationId },
): Promise<void> {
  if (!canEditAll(person)) throw new QuoinError("not_allowed");
  await db.transaction(async (tx) => {
    const present = await requirePresent(tx, person);
    const which = tx.select().from(invitations).where(eq(invitations.id, id));
    const [found] = await which.for("update");
    if (!found || found.acceptedAt !== null) throw new QuoinError("invitation_not_found");
    if (!canInvite(present, found.role)) throw new QuoinError("not_allowed");
    if (found.revokedAt !== null) return;
    const at = now();
    await tx.update(invitations).set({ revokedAt: at }).where(eq(invitations.id, id));
    const event = { at, actorId: person.id, targetId: id, details: { role: found.role } };
    await recordEvent(tx, { action: "invitation_revoked", ...event, ...origin });
  });
}

/** Takes back what somebody may invite to no more, as if it had been revoked. */
export async function takeBackInvitations(
  tx: Tx,
  { id: giverId, now: giver, at, byId, ...origin }: RightsChange,
): Promise<void> {
  const { id, role } = invitations;
  const theirs = and(eq(invitations.invitedById, giverId), isUnused);
  const open = await tx.select({ id, role }).from(invitations).where(theirs).for("update");
  const ended = open.filter((one) => giver === null || !canInvite(giver, one.role));
  const which = ended.map((one) => one.id);
  await tx.update(invitations).set({ revokedAt: at }).where(inArray(id, which));
  for (const one of ended) {
    const event = { at, actorId: byId, targetId: one.id, details: { role: one.role } };
    await recordEvent(tx, { action: "invitation_revoked", ...event, ...origin });
  }
}
