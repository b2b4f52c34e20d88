import type { PostId } from "@quoin/model";
import { and, asc, eq, gte, sql } from "drizzle-orm";

import type { Needs } from "../../services.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";

/** Where something public is, and when it last changed. */
export interface PublicAddress {
  id: PostId;
  slug: string;
  updatedAt: string;
}

/**
 * Addresses of everything public, posts and pages, in the order they were begun: what is new comes
 * last, so a chunk that is full keeps its members. `from` is the id of its first.
 */
export async function listAddresses(
  { db }: Needs<"db">,
  { from, limit }: { from?: PostId; limit: number },
): Promise<PublicAddress[]> {
  return db
    .select({
      id: posts.id,
      slug: sql<string>`${posts.slug}`,
      updatedAt: sql<string>`${revisions.publishedAt}`.mapWith(revisions.publishedAt),
    })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(and(isPublic, from === undefined ? undefined : gte(posts.id, from)))
    .orderBy(asc(posts.id))
    .limit(limit);
}

/** The id each chunk of so many addresses begins with. */
export async function addressChunks({ db }: Needs<"db">, size: number): Promise<PostId[]> {
  const numbered = db
    .select({ id: posts.id, n: sql<number>`row_number() OVER (ORDER BY ${posts.id})`.as("n") })
    .from(posts)
    .where(isPublic)
    .as("numbered");
  const rows = await db
    .select({ id: numbered.id })
    .from(numbered)
    .where(sql`${numbered.n} % ${size} = 1`)
    .orderBy(asc(numbered.id));
  return rows.map(({ id }) => id);
}
