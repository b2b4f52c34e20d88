import type { Keyset, PostLinkPage } from "@quoin/model";
import { and, desc, eq, sql } from "drizzle-orm";

import { pageFrom, readCursor } from "../../cursor.ts";
import type { Needs } from "../../services.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";

/** Public pages, as links to them, newest first. */
export async function listPages(
  { db }: Needs<"db">,
  { cursor, limit }: Keyset,
): Promise<PostLinkPage> {
  const { at, id } = readCursor(cursor);
  const rows = await db
    .select({
      id: posts.id,
      slug: sql<string>`${posts.slug}`, // `posts_public_has_address` says neither is null
      title: revisions.title,
      publishedAt: sql<string>`${posts.publishedAt}`.mapWith(posts.publishedAt),
    })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(
      and(
        isPublic,
        eq(posts.kind, "page"),
        sql`(${posts.publishedAt}, ${posts.id}) < (${at}::timestamptz, ${id}::uuid)`,
      ),
    )
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(limit + 1);
  return pageFrom(
    rows,
    limit,
    (row) => ({ at: row.publishedAt, id: row.id }),
    ({ slug, title }) => ({ slug, title }),
  );
}
