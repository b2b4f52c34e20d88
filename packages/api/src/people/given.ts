import type { Tx } from "@quoin/drivers";
import type { PersonId } from "@quoin/model";
import { asc, eq, inArray, or } from "drizzle-orm";

import { takeBackInvitations } from "../invitations/invitation.ts";
import { takeBackUploads } from "../media/uploads/upload.ts";
import { takeBackLinks } from "../posts/previews/draft-link.ts";
import { takeBackSchedules } from "../posts/publishing/schedule.ts";
import { draftLinks } from "../posts/tables/draft-link.table.ts";
import { posts } from "../posts/tables/post.table.ts";
import type { RightsChange } from "./present.ts";

/**
 * Everything people give out that goes on without them. Each entry ends what its giver may give
 * out no more; each is asked about again where it is used, for a change that comes in between.
 */
export const given = {
  invitations: takeBackInvitations,
  links: takeBackLinks,
  schedules: takeBackSchedules,
  uploads: takeBackUploads,
} satisfies Record<string, (tx: Tx, change: RightsChange) => Promise<void>>;

/** Ends what somebody has given out and may not any more. Their posts (`lockPosts`) are locked. */
export async function takeBackGiven(tx: Tx, change: RightsChange): Promise<void> {
  for (const takeBack of Object.values(given)) await takeBack(tx, change);
}

/**
 * Locks the posts that name somebody in a schedule or a private link, and on request those they
 * wrote. Posts come before people: whoever publishes one locks it, then names themselves.
 */
export async function lockPosts(
  tx: Tx,
  id: PersonId,
  { withOwn }: { withOwn: boolean } = { withOwn: false },
): Promise<void> {
  const shared = tx
    .select({ id: draftLinks.postId })
    .from(draftLinks)
    .where(eq(draftLinks.createdById, id));
  const own = withOwn ? eq(posts.authorId, id) : undefined;
  await tx
    .select({ id: posts.id })
    .from(posts)
    .where(or(own, eq(posts.scheduledById, id), inArray(posts.id, shared)))
    .orderBy(asc(posts.id))
    .for("update");
}
