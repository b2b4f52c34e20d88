import type { Db } from "@quoin/drivers";
import type { PostId } from "@quoin/model";
import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

import { firstTogether } from "../../read-together.ts";
import { drafts } from "../tables/draft.table.ts";
import { posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { sameTextSql } from "../tables/text-columns.ts";

const scheduled = alias(revisions, "scheduled");

/** Two bodies of so many bytes each are compared in a moment, a whole list of longer ones is not. */
const longBytes = 50_000;

/**
 * `sameTextSql` of a draft and a revision that a list shows; null for long bodies of one length, which
 * have to be read to know. `compareLong` does that.
 */
export const sameUnlessLong = (
  revision: typeof revisions | typeof scheduled,
): SQL<boolean | null> =>
  sql<boolean | null>`CASE WHEN octet_length(${drafts.body}) <= ${sql.raw(String(longBytes))}
    OR octet_length(${drafts.body}) IS DISTINCT FROM octet_length(${revision.body})
    THEN ${sameTextSql(drafts, revision)} END`;

/** What is the same of some posts: their draft and what readers have, and what goes live later. */
export interface Compared {
  id: PostId;
  isLive: boolean | null;
  isScheduled: boolean | null;
}

/** Compares what `sameUnlessLong` did not, a few at a time. */
export async function compareLong(
  db: Db,
  rows: readonly { id: PostId; bytes: number }[],
): Promise<Map<PostId, Compared>> {
  const compared = new Map<PostId, Compared>();
  for (let rest = rows; rest.length > 0;) {
    const ids = rest.slice(0, firstTogether(rest)).map(({ id }) => id);
    const answers = await db
      .select({
        id: posts.id,
        isLive: sameTextSql(drafts, revisions),
        isScheduled: sameTextSql(drafts, scheduled),
      })
      .from(drafts)
      .innerJoin(posts, eq(posts.id, drafts.postId))
      .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
      .leftJoin(scheduled, eq(scheduled.id, posts.scheduledRevisionId))
      .where(inArray(posts.id, ids));
    for (const answer of answers) compared.set(answer.id, answer);
    rest = rest.slice(ids.length);
  }
  return compared;
}
