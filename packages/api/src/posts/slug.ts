import type { Tx } from "@quoin/drivers";
import { isReservedSlug, type PostId, QuoinError, slugOf } from "@quoin/model";
import { eq } from "drizzle-orm";

import type { Draft, Post } from "./find-draft.ts";
import { slugHistory } from "./slug.table.ts";

/** So many posts may share a title before their addresses end in a part of their id. */
const numbered = 20;

/**
 * Claims the address a draft is to be published under. One the writer asked for is theirs or
 * refused; without one a post keeps what it has, or is named after its title at first publication.
 *
 * @throws QuoinError `slug_reserved`, `slug_taken`
 */
export async function takeSlug(tx: Tx, post: Post, draft: Draft, at: string): Promise<string> {
  const wanted = draft.slug ?? post.slug;
  if (wanted === null) return nameAfterTitle(tx, post.id, draft.title, at);
  if (isReservedSlug(wanted)) throw new QuoinError("slug_reserved", { slug: wanted });
  if (await claimSlug(tx, wanted, post.id, at)) return wanted;
  throw new QuoinError("slug_taken", { slug: wanted });
}

async function nameAfterTitle(tx: Tx, id: PostId, title: string, at: string): Promise<string> {
  const name = slugOf(title) || "untitled";
  for (let number = 1; number <= numbered; number += 1) {
    const slug = number === 1 ? name : `${name}-${number}`;
    if (!isReservedSlug(slug) && (await claimSlug(tx, slug, id, at))) return slug;
  }
  const slug = `${name}-${id.slice(-12)}`; // the random end of the id
  if (await claimSlug(tx, slug, id, at)) return slug;
  throw new QuoinError("slug_taken", { slug });
}

/** True when the address is this post's now. The primary key decides between two who ask at once. */
export async function claimSlug(
  tx: Tx,
  slug: string,
  postId: PostId,
  createdAt: string,
): Promise<boolean> {
  const mine = await tx
    .insert(slugHistory)
    .values({ slug, postId, createdAt })
    .onConflictDoUpdate({
      target: slugHistory.slug,
      set: { postId },
      setWhere: eq(slugHistory.postId, postId),
    })
    .returning({ slug: slugHistory.slug });
  return mine.length === 1;
}
