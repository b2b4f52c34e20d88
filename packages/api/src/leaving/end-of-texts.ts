import type { Db } from "@quoin/drivers";
import { type PersonId, PostId, RevisionId } from "@quoin/model";
import { and, asc, eq, gt, sql } from "drizzle-orm";

import { drafts } from "../posts/tables/draft.table.ts";
import { posts } from "../posts/tables/post.table.ts";
import { revisions } from "../posts/tables/revision.table.ts";
import { firstTogether } from "../read-together.ts";

/** The id where a page of somebody's texts has to end because they are long; null when they are not. */
export async function endOfTexts(
  db: Db,
  { id, after, limit }: { id: PersonId; after: string; limit: number },
): Promise<string | null> {
  const [written, earlier] = await Promise.all([
    db
      .select({
        id: posts.id,
        bytes: sql<number>`octet_length(${drafts.body})
          + coalesce(octet_length(${revisions.body}), 0)`,
      })
      .from(posts)
      .innerJoin(drafts, eq(drafts.postId, posts.id))
      .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
      .where(and(eq(posts.authorId, id), gt(posts.id, PostId.parse(after))))
      .orderBy(asc(posts.id))
      .limit(limit),
    db
      .select({ id: revisions.id, bytes: sql<number>`octet_length(${revisions.body})` })
      .from(revisions)
      .innerJoin(posts, eq(posts.id, revisions.postId))
      .where(and(eq(posts.authorId, id), gt(revisions.id, RevisionId.parse(after))))
      .orderBy(asc(revisions.id))
      .limit(limit),
  ]);
  const texts = [...written, ...earlier].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const count = firstTogether(texts);
  return count < texts.length ? (texts[count - 1]?.id ?? null) : null;
}
