import type { Tx } from "@quoin/drivers";
import {
  canPublish,
  type DraftRef,
  type Person,
  type PostId,
  type PostStanding,
  type PublishOutcome,
  QuoinError,
} from "@quoin/model";
import { eq } from "drizzle-orm";

import { jobNames } from "../../job-names.ts";
import { mediaIdsIn } from "../../markdown/index.ts";
import { readableBy, recordUses } from "../../media/index.ts";
import type { RightsChange } from "../../people/present.ts";
import type { Needs } from "../../services.ts";
import { posts, unscheduled } from "../tables/post.table.ts";
import { findDraft, lockDraft, type Post } from "../writing/find-draft.ts";
import { releaseHeld, takeSlug } from "../writing/slug.ts";
import { stateOf } from "../writing/state.ts";
import { derive } from "./derive.ts";
import { lockToPublish } from "./lock-to-publish.ts";
import { liveRevision, snapshot } from "./snapshot.ts";

/**
 * Keeps the version the writer saw, and its address, to go live at a later moment. What is typed
 * afterwards stays private. It takes the place of what was scheduled before.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `title_missing`, `slug_taken`, `slug_reserved`,
 * `text_too_costly`
 */
export async function schedulePost(
  needs: Needs<"db" | "now" | "site" | "jobs" | "renderer">,
  person: Person,
  { id, version, at }: DraftRef & { at: string },
): Promise<PublishOutcome> {
  const { db, now, jobs } = needs;
  const seen = (await findDraft(db, person, { id, may: "publish" })).draft;
  // Slow, so it comes before the lock.
  const { derived } = await derive(needs, {
    body: seen.body,
    of: person.id,
    among: readableBy(person),
  });

  return db.transaction(async (tx) => {
    const { draft, post, conflict } = await lockToPublish(tx, person, { id, version }, seen);
    if (conflict) return conflict;
    await recordUses(tx, { postId: id, by: person }, mediaIdsIn(draft.body));
    await releaseHeld(tx, id);
    const slug = await takeSlug(tx, post, draft, null);
    const words = { draft, post, derived, by: person, at: now(), reason: "scheduled" } as const;
    const revision = await snapshot(tx, words);
    await tx
      .update(posts)
      .set({
        publishAt: at,
        scheduledRevisionId: revision.id,
        scheduledSlug: slug,
        scheduledById: person.id,
        missedAt: null,
      })
      .where(eq(posts.id, id));
    // An earlier job for another moment finds that it has nothing to do.
    const key = `${id} ${at}`;
    await jobs.enqueue(tx, jobNames.publishScheduled, { postId: id }, { key, notBefore: at });
    return { outcome: "scheduled", slug, revision: revision.number, at };
  });
}

/**
 * Takes a schedule back, or the note that one was missed. The words stay in the draft and in its
 * history; the address is let go. Safe to repeat.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function unschedulePost(
  { db }: Needs<"db">,
  person: Person,
  { id }: { id: PostId },
): Promise<PostStanding> {
  return db.transaction(async (tx) => {
    const { draft, post } = await lockDraft(tx, person, { id, may: "publish" });
    if (post.trashedAt !== null) throw new QuoinError("post_not_found");
    await releaseHeld(tx, id);
    await tx.update(posts).set(unscheduled).where(eq(posts.id, id));
    return { id, state: stateOf(post, draft, (await liveRevision(tx, post)) ?? null) };
  });
}

/** Drops what somebody scheduled of posts they may publish no more. */
export async function takeBackSchedules(tx: Tx, { id, now: giver }: RightsChange): Promise<void> {
  const theirs = await tx.select().from(posts).where(eq(posts.scheduledById, id));
  for (const post of theirs) {
    if (giver === null || !canPublish(giver, post)) await missSchedule(tx, post);
  }
}

/** Drops the schedule of a locked post, and notes for its writers what does not come of it. */
export async function missSchedule(tx: Tx, { id, publishAt }: Post): Promise<void> {
  await releaseHeld(tx, id);
  await tx
    .update(posts)
    .set({ ...unscheduled, missedAt: publishAt })
    .where(eq(posts.id, id));
}
