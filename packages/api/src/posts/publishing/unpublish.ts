import { type Person, type PostId, type PostStanding, QuoinError } from "@quoin/model";
import { eq } from "drizzle-orm";

import { publicChanged } from "../../public-changed.ts";
import type { Needs } from "../../services.ts";
import { clearPostWords } from "../search/post-words.ts";
import { posts, unscheduled } from "../tables/post.table.ts";
import { clearPostTags } from "../tags/post-tags.ts";
import { lockDraft } from "../writing/find-draft.ts";
import { releaseHeld } from "../writing/slug.ts";

/**
 * Takes a post out of sight. Its words, its address and the moment of its first publication stay; a
 * schedule does not, or it would bring the post back by itself. Safe to repeat.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function unpublishPost(
  { db }: Needs<"db">,
  person: Person,
  { id }: { id: PostId },
): Promise<PostStanding> {
  return db.transaction(async (tx) => {
    const { post } = await lockDraft(tx, person, { id, may: "publish" });
    if (post.trashedAt !== null) throw new QuoinError("post_not_found");
    if (post.publishedRevisionId === null) {
      await releaseHeld(tx, id);
      await tx.update(posts).set(unscheduled).where(eq(posts.id, id));
    } else {
      const hidden = { publishedRevisionId: null, ...unscheduled };
      await tx.update(posts).set(hidden).where(eq(posts.id, id));
      await releaseHeld(tx, id);
      await clearPostTags(tx, id);
      await clearPostWords(tx, id);
      await publicChanged(tx);
    }
    return { id, state: "draft" };
  });
}
