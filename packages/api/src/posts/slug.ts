import type { Tx } from "@quoin/drivers";
import { isReservedSlug, type PersonId, type PostId, QuoinError, slugOf } from "@quoin/model";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";

import type { Draft, Post } from "./find-draft.ts";
import { posts } from "./post.table.ts";
import { slugHistory } from "./slug.table.ts";

/** So many posts may share a title before their addresses end in a part of their id. */
const numbered = 20;

/**
 * Claims the address a draft is to be published under. One the writer asked for is theirs or
 * refused; without one a post keeps what it has, or is named after its title at first publication.
 * `at`: when it is public there; null holds the address for later, unseen.
 *
 * @throws QuoinError `slug_reserved`, `slug_taken`
 */
export async function takeSlug(
  tx: Tx,
  post: Post,
  draft: Draft,
  at: string | null,
): Promise<string> {
  const wanted = draft.slug ?? post.slug;
  if (wanted === null) return nameAfterTitle(tx, post.id, draft.title, at);
  if (isReservedSlug(wanted)) throw new QuoinError("slug_reserved", { slug: wanted });
  if (await claim(tx, wanted, post.id, at)) return wanted;
  throw new QuoinError("slug_taken", { slug: wanted });
}

/** Lets go of addresses that were held for a schedule and never led anywhere. */
export async function releaseHeld(tx: Tx, postId: PostId): Promise<void> {
  await tx
    .delete(slugHistory)
    .where(and(eq(slugHistory.postId, postId), isNull(slugHistory.createdAt)));
}

/** The same for every post of somebody. */
export async function releaseHeldOf(tx: Tx, authorId: PersonId): Promise<void> {
  const theirs = tx.select({ id: posts.id }).from(posts).where(eq(posts.authorId, authorId));
  await tx
    .delete(slugHistory)
    .where(and(inArray(slugHistory.postId, theirs), isNull(slugHistory.createdAt)));
}

async function nameAfterTitle(
  tx: Tx,
  id: PostId,
  title: string,
  at: string | null,
): Promise<string> {
  const name = slugOf(title) || "untitled";
  for (let number = 1; number <= numbered; number += 1) {
    const slug = number === 1 ? name : `${name}-${number}`;
    if (!isReservedSlug(slug) && (await claim(tx, slug, id, at))) return slug;
  }
  const slug = `${name}-${id.slice(-12)}`; // the random end of the id
  if (await claim(tx, slug, id, at)) return slug;
  throw new QuoinError("slug_taken", { slug });
}

/** True when the address is this post's now. The primary key decides between two who ask at once. */
export async function claim(
  tx: Tx,
  slug: string,
  postId: PostId,
  createdAt: string | null,
): Promise<boolean> {
  const mine = await tx
    .insert(slugHistory)
    .values({ slug, postId, createdAt })
    .onConflictDoUpdate({
      target: slugHistory.slug,
      // Public there once, it stays in history, also while it is held anew.
      set: { createdAt: sql`coalesce(${slugHistory.createdAt}, excluded.created_at)` },
      setWhere: eq(slugHistory.postId, postId),
    })
    .returning({ slug: slugHistory.slug });
  return mine.length === 1;
}
