import { type Person, type PostFacts, QuoinError, type UpdatePost } from "@quoin/model";
import { eq } from "drizzle-orm";

import { publicChanged } from "../../public-changed.ts";
import type { Needs } from "../../services.ts";
import { posts } from "../tables/post.table.ts";
import { lockDraft } from "./find-draft.ts";

/**
 * Changes what is true of a post whatever its words. It counts at once, also where readers see it.
 * Safe to repeat.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function updatePost(
  { db }: Needs<"db">,
  person: Person,
  { id, ...wanted }: UpdatePost,
): Promise<PostFacts> {
  return db.transaction(async (tx) => {
    const { post } = await lockDraft(tx, person, { id, may: "publish" });
    if (post.trashedAt !== null) throw new QuoinError("post_not_found");
    const { kind, featured, canonicalUrl } = { ...post, ...wanted };
    const isSame =
      kind === post.kind && featured === post.featured && canonicalUrl === post.canonicalUrl;
    if (!isSame) {
      await tx.update(posts).set({ kind, featured, canonicalUrl }).where(eq(posts.id, id));
      if (post.publishedRevisionId !== null) await publicChanged(tx);
    }
    return { id, kind, featured, canonicalUrl };
  });
}
