import type { Tx } from "@quoin/drivers";
import { type PostId, slugOf } from "@quoin/model";
import { eq, inArray } from "drizzle-orm";

import { newId } from "../new-id.ts";
import { postTags, tags } from "./tag.table.ts";

/** Makes the public tags of a post those of its published words. Names that read alike are one. */
export async function derivePostTags(
  tx: Tx,
  postId: PostId,
  names: readonly string[],
  publishedAt: string,
): Promise<void> {
  const named = new Map<string, string>();
  for (const name of names) {
    const slug = slugOf(name);
    if (slug !== "" && !named.has(slug)) named.set(slug, name); // "" holds nothing an address can
  }
  await tx.delete(postTags).where(eq(postTags.postId, postId));
  if (named.size === 0) return;

  const slugs = [...named.keys()].toSorted(); // one order for everyone, so that no two wait for each other
  const wanted = slugs.map((slug) => ({ id: newId<"Tag">(), slug, name: named.get(slug) ?? slug }));
  await tx.insert(tags).values(wanted).onConflictDoNothing({ target: tags.slug });
  const found = await tx.select({ id: tags.id }).from(tags).where(inArray(tags.slug, slugs));
  await tx.insert(postTags).values(found.map(({ id }) => ({ postId, tagId: id, publishedAt })));
}

/** A post that is not public has no public tags. */
export async function clearPostTags(tx: Tx, postId: PostId): Promise<void> {
  await tx.delete(postTags).where(eq(postTags.postId, postId));
}
