import type { Tx } from "@quoin/drivers";
import type { RevisionId } from "@quoin/model";
import { eq } from "drizzle-orm";

import { publicChanged } from "../../public-changed.ts";
import { derivePostWords, type SearchWords } from "../search/post-words.ts";
import { drafts } from "../tables/draft.table.ts";
import { posts, unscheduled } from "../tables/post.table.ts";
import { derivePostTags } from "../tags/post-tags.ts";
import type { Post } from "../writing/find-draft.ts";
import { releaseHeld } from "../writing/slug.ts";

interface Shown {
  revisionId: RevisionId;
  /** Claimed before. */
  slug: string;
  tags: readonly string[];
  words: SearchWords;
  at: string;
}

/**
 * Makes a revision of a locked post what readers see, unless they do already. Whatever of the post
 * was scheduled is settled by it.
 */
export async function goLive(
  tx: Tx,
  post: Post,
  { revisionId, slug, tags, words, at }: Shown,
): Promise<void> {
  const { id } = post;
  await releaseHeld(tx, id);
  if (revisionId === post.publishedRevisionId && slug === post.slug) {
    await tx.update(posts).set(unscheduled).where(eq(posts.id, id));
    return;
  }
  const publishedAt = post.publishedAt ?? at;
  const live = { slug, publishedRevisionId: revisionId, publishedAt, ...unscheduled };
  await tx.update(posts).set(live).where(eq(posts.id, id));
  await tx.update(drafts).set({ baseRevisionId: revisionId }).where(eq(drafts.postId, id));
  await derivePostTags(tx, id, tags, publishedAt);
  await derivePostWords(tx, id, words, publishedAt);
  await publicChanged(tx);
}
