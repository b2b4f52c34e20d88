import type { Person, PostId, PostStanding } from "@quoin/model";
import { eq, inArray, lt } from "drizzle-orm";

import { publicChanged } from "../../public-changed.ts";
import type { Needs } from "../../services.ts";
import { drafts } from "../tables/draft.table.ts";
import { posts, unscheduled } from "../tables/post.table.ts";
import { lockDraft } from "../writing/find-draft.ts";
import { releaseHeld } from "../writing/slug.ts";
import { stateOf } from "../writing/state.ts";
import { liveRevision } from "./snapshot.ts";

const keptMs = 30 * 24 * 60 * 60 * 1000;
/** So many posts leave the trash for good in one run. */
const purgedAtOnce = 500;

/**
 * Puts a post in the trash, where it waits for 30 days. Its address says that it is gone. What of
 * it was scheduled is not any more, whether or not it is recovered. Safe to repeat.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function trashPost(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { id }: { id: PostId },
): Promise<PostStanding> {
  return db.transaction(async (tx) => {
    const { post } = await lockDraft(tx, person, { id, may: "publish" });
    if (post.trashedAt === null) {
      const trashed = { trashedAt: now(), ...unscheduled };
      await tx.update(posts).set(trashed).where(eq(posts.id, id));
      await releaseHeld(tx, id);
      if (post.slug !== null) await publicChanged(tx);
    }
    return { id, state: "trashed" };
  });
}

/**
 * Takes a post out of the trash: it is again what it was, public if it was public. Safe to repeat.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function recoverPost(
  { db }: Needs<"db">,
  person: Person,
  { id }: { id: PostId },
): Promise<PostStanding> {
  return db.transaction(async (tx) => {
    const { draft, post } = await lockDraft(tx, person, { id, may: "publish" });
    if (post.trashedAt !== null) {
      await tx.update(posts).set({ trashedAt: null }).where(eq(posts.id, id));
      if (post.slug !== null) await publicChanged(tx);
    }
    const revision = (await liveRevision(tx, post)) ?? null;
    return { id, state: stateOf({ ...post, trashedAt: null }, draft, revision) };
  });
}

/** Deletes for good what has been in the trash for 30 days, with its history and its addresses. */
export async function purgeTrash({ db, now }: Needs<"db" | "now">): Promise<void> {
  const before = new Date(Date.parse(now()) - keptMs).toISOString();
  await db.transaction(async (tx) => {
    // Both rows, as every verb on a post: deleting one waits for whoever has the other.
    const old = await tx
      .select({ id: posts.id })
      .from(posts)
      .innerJoin(drafts, eq(drafts.postId, posts.id))
      .where(lt(posts.trashedAt, before))
      .orderBy(posts.trashedAt)
      .limit(purgedAtOnce)
      .for("update", { skipLocked: true });
    if (old.length === 0) return;
    const ids = old.map(({ id }) => id);
    await tx.delete(posts).where(inArray(posts.id, ids));
    await publicChanged(tx); // their addresses said "gone", and now say nothing
  });
}
