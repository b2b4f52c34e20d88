import {
  canEditAll,
  type DraftPage,
  type DraftQuery,
  type Person,
  type PostState,
} from "@quoin/model";
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";

import { pageFrom, readCursor } from "../cursor.ts";
import { people } from "../people/person.table.ts";
import type { Needs } from "../services.ts";
import { drafts } from "./draft.table.ts";
import { isPublic, posts } from "./post.table.ts";
import { revisions } from "./revision.table.ts";

// The same as `stateOf`, asked of the database: a list has no need of the bodies.
const state = sql<PostState>`CASE
  WHEN ${posts.trashedAt} IS NOT NULL THEN 'trashed'
  WHEN ${posts.publishedRevisionId} IS NULL THEN 'draft'
  WHEN ${drafts.slug} <> ${posts.slug}
    OR (${drafts.title}, ${drafts.excerpt}, ${drafts.coverId}, ${drafts.tags}, ${drafts.body})
      IS DISTINCT FROM (${revisions.title}, ${revisions.excerpt}, ${revisions.coverId},
        ${revisions.tags}, ${revisions.body})
    THEN 'changed'
  ELSE 'live' END`;

const standing: Record<DraftQuery["state"], SQL | undefined> = {
  all: isNull(posts.trashedAt),
  draft: and(isNull(posts.trashedAt), isNull(posts.publishedRevisionId)),
  live: isPublic,
  trashed: isNotNull(posts.trashedAt),
};

/** What a person writes or has written, newest change first; everybody's for those who may edit all. */
export async function listDrafts(
  { db }: Needs<"db">,
  person: Person,
  query: DraftQuery,
): Promise<DraftPage> {
  const { at, id } = readCursor(query.cursor);
  const everybody = query.whose === "all" && canEditAll(person);
  const rows = await db
    .select({
      id: posts.id,
      kind: posts.kind,
      state,
      title: drafts.title,
      excerpt: drafts.excerpt,
      author: { handle: people.handle, name: people.name },
      slug: posts.slug,
      publishedAt: posts.publishedAt,
      updatedAt: drafts.updatedAt,
    })
    .from(drafts)
    .innerJoin(posts, eq(posts.id, drafts.postId))
    .innerJoin(people, eq(people.id, posts.authorId))
    .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(
      and(
        standing[query.state],
        everybody ? undefined : eq(posts.authorId, person.id),
        sql`(${drafts.updatedAt}, ${drafts.postId}) < (${at}::timestamptz, ${id}::uuid)`,
      ),
    )
    .orderBy(desc(drafts.updatedAt), desc(drafts.postId))
    .limit(query.limit + 1);
  return pageFrom(
    rows,
    query.limit,
    (row) => ({ at: row.updatedAt, id: row.id }),
    (row) => row,
  );
}
