import type { Tx } from "@quoin/drivers";
import { canWrite, type DeleteMe, type Person, type PersonId, QuoinError } from "@quoin/model";
import { eq, or, sql } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import { invitations } from "../invitations/invitation.table.ts";
import { forgetMedia } from "../media/index.ts";
import { media } from "../media/media.table.ts";
import { uploads } from "../media/upload.table.ts";
import { endSessions } from "../people/end-sessions.ts";
import { lockPosts, takeBackGiven } from "../people/given.ts";
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
    await lockPosts(tx, id, { withOwn: true });
    const { me, heir } = await lockBoth(tx, id, wish);
    await forgetPicture(tx, me, at);
    // They go live if whoever has them now may publish the post.
    await tx.update(posts).set({ scheduledById: heir }).where(eq(posts.scheduledById, id));
    await takeBackGiven(tx, { id, now: null, at, byId: id, ...origin });
    await handOver(tx, { from: id, to: heir, trashAt: wish.posts === "trash" ? at : null });
    if (me.emailNorm !== null) {
      await tx.delete(invitations).where(eq(invitations.emailNorm, me.emailNorm));
    }
    await tx.delete(people).where(eq(people.id, id)); // and with it their identities
    const details = { posts: wish.posts === "trash" ? "to the trash" : "to somebody" };
    await recordEvent(tx, { action: "account_deleted", at, actorId: id, details, ...origin });
    await publicChanged(tx);
  });
  await endSessions(needs, id);
}

/** Whoever leaves and whoever keeps their things. */
async function lockBoth(tx: Tx, id: PersonId, wish: DeleteMe) {
  const isHeir = wish.posts === "give" ? eq(people.id, wish.to) : eq(people.role, "owner");
  const rows = await lockPeople(tx, or(eq(people.id, id), isHeir));
  const me = rows.find((row) => row.id === id);
  const other = rows.find((row) => row.id !== id);
  if (me?.status !== "active") throw new QuoinError("session_expired"); // a moment ago they were here
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
  await tx.update(revisions).set({ authorId: to }).where(eq(revisions.authorId, from));
  await tx.update(media).set({ ownerId: to }).where(eq(media.ownerId, from));
  await tx.update(uploads).set({ ownerId: to }).where(eq(uploads.ownerId, from));
}
