import type { Tx } from "@quoin/drivers";
import {
  type AddressAhead,
  type AddressWish,
  isReservedSlug,
  type Person,
  type PersonId,
  type PostId,
  QuoinError,
  slugOf,
} from "@quoin/model";
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";

import type { Needs } from "../../services.ts";
import { posts } from "../tables/post.table.ts";
import { slugHistory } from "../tables/slug.table.ts";
import { type Draft, findDraft, type Post } from "./find-draft.ts";

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
  if (await claimSlug(tx, wanted, post.id, at)) return wanted;
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
  const names = namesAfter(title, id);
  for (const slug of names) if (await claimSlug(tx, slug, id, at)) return slug;
  throw new QuoinError("slug_taken", { slug: names.at(-1) ?? "" });
}

/** The addresses a title suggests, the best first. */
function namesAfter(title: string, id: PostId): string[] {
  const name = slugOf(title) || "untitled";
  const others = Array.from({ length: numbered - 1 }, (_, n) => `${name}-${n + 2}`);
  const last = `${name}-${id.slice(-12)}`; // the random end of the id
  return [name, ...others, last].filter((slug) => !isReservedSlug(slug));
}

/**
 * The address a draft would have if it were published now, and whether it may. Claims nothing: it
 * is for showing, and another post may be faster.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function addressAhead(
  { db }: Needs<"db">,
  person: Person,
  { id, slug, title }: AddressWish,
): Promise<AddressAhead> {
  const { post } = await findDraft(db, person, { id, may: "edit" });
  const wanted = slug ?? post.slug;
  const names = wanted === null ? namesAfter(title, id) : [wanted];
  const others = await db
    .select({ slug: slugHistory.slug })
    .from(slugHistory)
    .where(and(inArray(slugHistory.slug, names), ne(slugHistory.postId, id)));
  const taken = new Set(others.map((other) => other.slug));
  const free = names.find((name) => !taken.has(name) && !isReservedSlug(name));
  return { slug: free ?? names[0] ?? "", isFree: free !== undefined };
}

/**
 * True when the address is this post's now. The primary key decides between two who ask at once.
 * A row of another post is looked at without a lock: two that try several would wait for each other.
 */
export async function claimSlug(
  tx: Tx,
  slug: string,
  postId: PostId,
  createdAt: string | null,
): Promise<boolean> {
  const made = await tx
    .insert(slugHistory)
    .values({ slug, postId, createdAt })
    .onConflictDoNothing({ target: slugHistory.slug })
    .returning({ slug: slugHistory.slug });
  if (made.length === 1) return true;
  const mine = await tx
    .update(slugHistory)
    // Public there once, it stays in history, also while it is held anew.
    .set({ createdAt: sql`coalesce(${slugHistory.createdAt}, ${createdAt}::timestamptz)` })
    .where(and(eq(slugHistory.slug, slug), eq(slugHistory.postId, postId)))
    .returning({ slug: slugHistory.slug });
  return mine.length === 1;
}
