import type { PostId } from "@quoin/model";
import { and, asc, eq, gt, ne } from "drizzle-orm";

import { rendererVersion } from "../../markdown/index.ts";
import { showableIn } from "../../media/index.ts";
import { publicChanged } from "../../public-changed.ts";
import type { Needs } from "../../services.ts";
import { derivePostWords, searchWords } from "../search/post-words.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { textIn } from "../tables/text-columns.ts";
import { deriveAnew } from "./derive.ts";

/** Makes what readers see of a post anew, its words untouched. Does nothing for what is not public. */
export async function rerenderPost(
  needs: Needs<"db" | "site" | "renderer">,
  { postId }: { postId: PostId },
): Promise<void> {
  const [live] = await needs.db
    .select({
      id: revisions.id,
      ...textIn(revisions),
      authorId: posts.authorId,
    })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(and(eq(posts.id, postId), isPublic));
  if (!live) return;
  const among = showableIn({ ...live, id: postId });
  const made = await deriveAnew(needs, { body: live.body, of: postId, among });
  await needs.db.transaction(async (tx) => {
    // The post comes first, as for every verb. Somebody may have published other words meanwhile, or taken these away.
    const [post] = await tx
      .select({ liveId: posts.publishedRevisionId, publishedAt: posts.publishedAt })
      .from(posts)
      .where(eq(posts.id, postId))
      .for("update");
    await tx
      .update(revisions)
      .set(made?.derived ?? { rendererVersion })
      .where(eq(revisions.id, live.id));
    if (made && post?.liveId === live.id && post.publishedAt !== null) {
      const words = searchWords({ ...live, vector: made.vector });
      await derivePostWords(tx, postId, words, post.publishedAt);
    }
    await publicChanged(tx); // even where the text is the same: its cover may have changed
  });
}

/**
 * Makes public posts anew that an earlier version of the renderer made, one after the other. One
 * that cannot be made keeps no other waiting.
 */
export async function rerenderOutdated(needs: Needs<"db" | "site" | "renderer">): Promise<void> {
  const failures: unknown[] = [];
  let after: PostId | undefined;
  for (;;) {
    const [next] = await needs.db
      .select({ postId: posts.id })
      .from(posts)
      .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
      .where(
        and(isPublic, ne(revisions.rendererVersion, rendererVersion), after && gt(posts.id, after)),
      )
      .orderBy(asc(posts.id))
      .limit(1);
    if (!next) break;
    await rerenderPost(needs, next).catch((error: unknown) => failures.push(error));
    after = next.postId;
  }
  if (failures.length > 0) throw new AggregateError(failures, "posts were not made anew");
}
