import type { Db } from "@quoin/drivers";
import type { Neighbours } from "@quoin/model";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";

import { prepared } from "../../prepared.ts";
import type { Needs } from "../../services.ts";
import { isPublic, isPublicAs, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";

const isPost = and(isPublic, eq(posts.kind, "post"));
const here = sql`(SELECT ${sql.raw("p.published_at, p.id")} FROM ${posts} AS p
  WHERE p.slug = ${sql.placeholder("slug")} AND p.kind = 'post'
    AND ${isPublicAs("p")})`;
const place = sql`(${posts.publishedAt}, ${posts.id})`;

const links = (db: Db, where: SQL) =>
  db
    .select({ slug: sql<string>`${posts.slug}`, title: revisions.title })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(and(isPost, where))
    .limit(1)
    .$dynamic();

/** The posts beside one. Exported for the test that reads their plans. */
export const neighbourLists = {
  previous: (db: Db) =>
    links(db, sql`${place} < ${here}`).orderBy(desc(posts.publishedAt), desc(posts.id)),
  next: (db: Db) =>
    links(db, sql`${place} > ${here}`).orderBy(asc(posts.publishedAt), asc(posts.id)),
};

const previous = prepared((db) => neighbourLists.previous(db).prepare("post_previous"));
const next = prepared((db) => neighbourLists.next(db).prepare("post_next"));

/** The posts published just before and just after the one at an address; a page has none. */
export async function neighboursOf(
  { db }: Needs<"db">,
  { slug }: { slug: string },
): Promise<Neighbours> {
  const [[before], [after]] = await Promise.all([
    previous(db).execute({ slug }),
    next(db).execute({ slug }),
  ]);
  return { previous: before ?? null, next: after ?? null };
}
