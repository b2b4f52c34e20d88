import type { Db } from "@quoin/drivers";
import type { PostLink } from "@quoin/model";
import { and, desc, eq, gte, type Placeholder, sql } from "drizzle-orm";

import { prepared } from "../../prepared.ts";
import type { Needs } from "../../services.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { titleWords } from "../tables/search.table.ts";
import { tokenize } from "./tokenize.ts";

// A wrong address is asked for more often by machines than by people, so little is looked at: for
// each of so many words, so many titles that have it and so many that begin like it.
const maxWords = 4;
const perWord = 20;
const minLength = 3;
const maxLength = 40;
/** After everything that begins with a text, in the order of bytes. */
const last = "\u{10FFFF}";

/** Public posts whose titles have words like those of an address where nothing is, best first. */
export async function nearestPosts(
  { db }: Needs<"db">,
  { address, limit }: { address: string; limit: number },
): Promise<PostLink[]> {
  const words = [...new Set([...tokenize(address)].map(({ spelt }) => spelt))]
    .filter((word) => word.length >= minLength && word.length <= maxLength)
    .toSorted((one, other) => other.length - one.length) // long ones tell more
    .slice(0, maxWords);
  if (words.length === 0) return [];
  const asked = words.flatMap((word) => [
    { from: word, to: word, points: 2 },
    { from: beginningOf(word), to: beginningOf(word) + last, points: 1 },
  ]);
  return nearest(db).execute({ asked: JSON.stringify(asked), limit });
}

/** Most mistakes are in the end of a word. */
const beginningOf = (word: string): string =>
  word.slice(0, Math.max(minLength, Math.ceil((word.length * 2) / 3)));

const nearest = prepared((db) => {
  const [asked, limit] = [sql.placeholder("asked"), sql.placeholder("limit")];
  return nearestStatement(db, { asked, limit }).prepare("posts_nearest");
});

interface Asked {
  /** Ranges of words in JSON, and what each is worth. */
  asked: string | Placeholder;
  limit: number | Placeholder;
}

/** Exported for the test that reads its plan. */
export function nearestStatement(db: Db, { asked: ranges, limit }: Asked) {
  const asked = sql`jsonb_to_recordset(${ranges}::jsonb)
    AS asked("from" text, "to" text, points int)`;
  const found = db
    .select({ postId: titleWords.postId })
    .from(titleWords)
    .where(and(gte(titleWords.word, sql`asked."from"`), sql`${titleWords.word} <= asked."to"`))
    .limit(perWord)
    .as("found");
  const ranked = db
    .select({
      postId: sql<string>`${found.postId}`.as("ranked_id"),
      points: sql<number>`sum(points)`.as("ranked_points"),
    })
    .from(asked)
    .crossJoinLateral(found)
    .groupBy(found.postId)
    .as("ranked");
  return db
    .select({ slug: sql<string>`${posts.slug}`, title: revisions.title })
    .from(ranked)
    .innerJoin(posts, eq(posts.id, ranked.postId))
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(isPublic)
    .orderBy(desc(ranked.points), desc(posts.publishedAt))
    .limit(limit);
}
