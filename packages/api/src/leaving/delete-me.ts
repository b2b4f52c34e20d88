import type { Tx } from "@quoin/drivers";
import { canWrite, type DeleteMe, type Person, type PersonId, QuoinError } from "@quoin/model";
import { and, asc, eq, isNull, or, sql } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import { invitations } from "../invitations/invitation.table.ts";
import { forgetMedia } from "../media/index.ts";
import { media } from "../media/media.table.ts";
import { uploads } from "../media/upload.table.ts";
import { endSessions } from "../people/end-sessions.ts";
import { lockPeople } from "../people/lock-people.ts";
import { people } from "../people/person.table.ts";
import { posts, unscheduled } from "../posts/tables/post.table.ts";
import { revisions } from "../posts/tables/revision.table.ts";
import { releaseHeldOf } from "../posts/writing/slug.ts";
import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";

/**
 * Takes somebody's account away for good, with its sign-ins and sessions. Their posts and files go
 * to whom they say, or with the owner into the trash; nothing here carries their name afterwards,
 * and their own picture is kept only where a post shows it too.
 *
 * @throws QuoinError `owner_stays`, `heir_unfit`
 */
export async function deleteMe(
  needs: Needs<"db" | "now" | "sessions"> & Traced,
  { id }: Pick<Person, "id">,
  wish: DeleteMe,
): Promise<void> {
  const { db, now, origin } = needs;
  const at = now();
  await db.transaction(async (tx) => {
    await lockPosts(tx, id);
    const { me, heir } = await lockBoth(tx, id, wish);
    await forgetPicture(tx, me, at);
    await handOver(tx, { from: id, to: heir, trashAt: wish.posts === "trash" ? at : null });
    await tx
      .update(invitations)
      .set({ revokedAt: at })
      .where(
        and(
          eq(invitations.invitedById, id),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      );
    await tx.delete(invitations).where(eq(invitations.emailNorm, me.emailNorm));
    await tx.delete(people).where(eq(people.id, id)); // and with it their identities
    const details = { posts: wish.posts === "trash" ? "to the trash" : "to somebody" };
    await recordEvent(tx, { action: "account_deleted", at, actorId: id, details, ...origin });
    await publicChanged(tx);
  });
  await endSessions(needs, id);
}

/** Posts come before people: whoever publishes one locks it, then names themselves. */
const lockPosts = (tx: Tx, id: PersonId) =>
  tx
    .select({ id: posts.id })
    .from(posts)
    .where(or(eq(posts.authorId, id), eq(posts.scheduledById, id)))
    .orderBy(asc(posts.id))
    .for("update");

/** Whoever leaves and whoever keeps their things. */
async function lockBoth(tx: Tx, id: PersonId, wish: DeleteMe) {
  const isHeir = wish.posts === "give" ? eq(people.id, wish.to) : eq(people.role, "owner");
  const rows = await lockPeople(tx, or(eq(people.id, id), isHeir));
  const me = rows.find((row) => row.id === id);
  const other = rows.find((row) => row.id !== id);
  if (!me) throw new QuoinError("person_not_found");
  if (me.role === "owner") throw new QuoinError("owner_stays");
  const isFit = other && other.status === "active" && canWrite(other);
  if (!isFit) throw new QuoinError("heir_unfit");
  return { me, heir: other.id };
}

/** A face is nobody else's to keep. Somebody else's file was only borrowed for it. */
async function forgetPicture(
  tx: Tx,
  { id, avatarId }: Pick<typeof people.$inferSelect, "id" | "avatarId">,
  at: string,
): Promise<void> {
  if (avatarId === null) return;
  await tx.update(people).set({ avatarId: null }).where(eq(people.id, id));
  const [file] = await tx
    .select({ ownerId: media.ownerId })
    .from(media)
    .where(eq(media.id, avatarId));
  if (file?.ownerId === id) await forgetMedia(tx, { id: avatarId, at });
}

/** Everything that is somebody's becomes somebody else's. */
async function handOver(
  tx: Tx,
  { from, to, trashAt }: { from: PersonId; to: PersonId; trashAt: string | null },
): Promise<void> {
  const trashed =
    trashAt === null
      ? {}
      : { ...unscheduled, trashedAt: sql`coalesce(${posts.trashedAt}, ${trashAt}::timestamptz)` };
  if (trashAt !== null) await releaseHeldOf(tx, from);
  await tx
    .update(posts)
    .set({ authorId: to, ...trashed })
    .where(eq(posts.authorId, from));
  // Schedules too: they go live if their new owner may publish the post.
  await tx.update(posts).set({ scheduledById: to }).where(eq(posts.scheduledById, from));
  await tx.update(revisions).set({ authorId: to }).where(eq(revisions.authorId, from));
  await tx.update(media).set({ ownerId: to }).where(eq(media.ownerId, from));
  await tx.update(uploads).set({ ownerId: to }).where(eq(uploads.ownerId, from));
}
