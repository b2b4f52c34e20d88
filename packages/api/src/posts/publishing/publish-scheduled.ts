import type { Tx } from "@quoin/drivers";
import { canPublish, type PostId } from "@quoin/model";
import { and, asc, eq, lte } from "drizzle-orm";

import { showableIn } from "../../media/index.ts";
import { presentPerson } from "../../people/present.ts";
import type { Needs } from "../../services.ts";
import { searchWords } from "../search/post-words.ts";
import { vectorOf } from "../search/vector.ts";
import { posts } from "../tables/post.table.ts";
import { keptColumns, revisions } from "../tables/revision.table.ts";
import { lockBoth, type Post } from "../writing/find-draft.ts";
import { claimSlug } from "../writing/slug.ts";
import { deriveAnew } from "./derive.ts";
import { goLive } from "./go-live.ts";
import { missSchedule } from "./schedule.ts";

/** So many are looked at in one run; the next run is a minute away. */
const atOnce = 500;

type Publishing = Needs<"db" | "now" | "site" | "renderer">;

/**
 * Makes public what was scheduled of a post, word for word, once its moment has come. It is as if
 * it had been published then: a process that was down makes nothing late. Does nothing before, and
 * nothing twice. Where whoever scheduled it may not publish it any more, it drops the schedule.
 */
export async function publishScheduled(
  needs: Publishing,
  { postId }: { postId: PostId },
): Promise<void> {
  const { db, now } = needs;
  const [seen] = await db
    .select({ revision: keptColumns, post: { id: posts.id, authorId: posts.authorId } })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.scheduledRevisionId))
    .where(and(eq(posts.id, postId), lte(posts.publishAt, now())));
  if (!seen) return;
  const { revision } = seen;
  // Made anew: pictures may have gained copies since, and it is slow, so it comes before the lock.
  const made = await deriveAnew(needs, {
    body: revision.body,
    of: postId,
    among: showableIn(seen.post),
  });
  const vector = made?.vector ?? vectorOf(revision.body, "C"); // marks and all
  const words = searchWords({ ...revision, vector });

  await db.transaction(async (tx) => {
    const post = (await lockBoth(tx, postId))?.post;
    if (!post || post.scheduledRevisionId !== revision.id) return; // somebody was faster
    const { publishAt: at, scheduledSlug: slug } = post;
    if (at === null || slug === null || at > now()) return;
    if (!(await mayStillPublish(tx, post))) return missSchedule(tx, post);
    await claimSlug(tx, slug, postId, at); // held for it since it was scheduled
    const live = { ...made?.derived, publishedAt: revision.publishedAt ?? at };
    await tx.update(revisions).set(live).where(eq(revisions.id, revision.id));
    await goLive(tx, post, { revisionId: revision.id, slug, tags: revision.tags, words, at });
  });
}

/** By the clock: publishes whatever is overdue, in the order it was to come. */
export async function publishOverdue(needs: Publishing): Promise<void> {
  const overdue = await needs.db
    .select({ postId: posts.id })
    .from(posts)
    .where(lte(posts.publishAt, needs.now()))
    .orderBy(asc(posts.publishAt), asc(posts.id))
    .limit(atOnce);
  const failures: unknown[] = [];
  for (const each of overdue) {
    // One post that cannot be rendered keeps no other waiting.
    // oxlint-disable-next-line no-await-in-loop -- in their order
    await publishScheduled(needs, each).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, "scheduled posts did not go live");
}

/** Rights are asked about at the moment itself: what an account may no longer do, it has not done. */
async function mayStillPublish(tx: Tx, post: Post): Promise<boolean> {
  const { scheduledById: id } = post;
  if (id === null || post.trashedAt !== null) return false;
  const person = await presentPerson(tx, id);
  return person !== null && canPublish(person, post);
}
