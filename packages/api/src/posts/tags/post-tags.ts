import type { Db, Tx } from "@quoin/drivers";
import { type PostId, slugOf, type Tag, type TagId } from "@quoin/model";
import { eq, inArray, or, sql } from "drizzle-orm";

import { newId } from "../../new-id.ts";
import { postTags, tags } from "../tables/tag.table.ts";

/**
 * Makes the public tags of a post those of its published words. Names that read alike are one, and
 * a tag that was renamed is found by either name.
 */
export async function derivePostTags(
  tx: Tx,
  postId: PostId,
  names: readonly string[],
  publishedAt: string,
): Promise<void> {
  await tx.delete(postTags).where(eq(postTags.postId, postId));
  const wanted = tagsNamed(names);
  if (wanted.length === 0) return;

  const renamed = await tagsCalled(tx, wanted);
  const others = wanted.filter(({ name }) => !renamed.has(name.toLowerCase()));
  const slugs = others.map(({ slug }) => slug); // in one order for everyone, so that no two wait for each other
  if (slugs.length > 0) {
    const made = others.map((tag) => ({ id: newId<"Tag">(), ...tag }));
    await tx.insert(tags).values(made).onConflictDoNothing({ target: tags.slug });
  }
  const found = await tx.select({ id: tags.id }).from(tags).where(inArray(tags.slug, slugs));
  const ids = new Set([...renamed.values(), ...found.map(({ id }) => id)]);
  await tx.insert(postTags).values([...ids].map((tagId) => ({ postId, tagId, publishedAt })));
}

/** The tags that have these names now, by the name in lower case. */
async function tagsCalled(tx: Tx, wanted: readonly Tag[]): Promise<Map<string, TagId>> {
  const names = wanted.map(({ name }) => name.toLowerCase());
  const rows = await tx
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(inArray(sql`lower(${tags.name})`, names));
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]));
}

/** The tags a text would have if it were published: those there are, and those it would make. */
export async function tagsAhead(db: Db, names: readonly string[]): Promise<Tag[]> {
  const wanted = tagsNamed(names);
  if (wanted.length === 0) return [];
  const named = wanted.map(({ name }) => name.toLowerCase());
  const slugs = wanted.map(({ slug }) => slug);
  const found = await db
    .select({ slug: tags.slug, name: tags.name })
    .from(tags)
    .where(or(inArray(sql`lower(${tags.name})`, named), inArray(tags.slug, slugs)));
  const called = new Map(found.map((tag) => [tag.name.toLowerCase(), tag]));
  const at = new Map(found.map((tag) => [tag.slug, tag]));
  const meant = wanted.map((tag) => called.get(tag.name.toLowerCase()) ?? at.get(tag.slug) ?? tag);
  return inOrder([...new Map(meant.map((tag) => [tag.slug, tag])).values()]);
}

/** The tags that names ask for, by their addresses. Of names that read alike the first counts. */
function tagsNamed(names: readonly string[]): Tag[] {
  const named = new Map<string, string>();
  for (const name of names) {
    const slug = slugOf(name);
    if (slug !== "" && !named.has(slug)) named.set(slug, name); // "" holds nothing an address can
  }
  return inOrder(Array.from(named, ([slug, name]) => ({ slug, name })));
}

const inOrder = (some: Tag[]): Tag[] =>
  some.toSorted((one, other) => (one.slug < other.slug ? -1 : 1));

/** A post that is not public has no public tags. */
export async function clearPostTags(tx: Tx, postId: PostId): Promise<void> {
  await tx.delete(postTags).where(eq(postTags.postId, postId));
}
