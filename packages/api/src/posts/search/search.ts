import type { Db, Tx } from "@quoin/drivers";
import { type FoundPage, maxFound, type PostId, type SearchQuery } from "@quoin/model";
import { desc, eq, sql } from "drizzle-orm";

import { notACursor, splitCursor } from "../../cursor.ts";
import { people } from "../../people/person.table.ts";
import { keptLength } from "../../rendering/task.ts";
import type { Needs } from "../../services.ts";
import { itemColumns, itemsOf } from "../reading/item.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { postWords } from "../tables/search.table.ts";
import { readTerms, tsqueryOf } from "./search-terms.ts";
import { piecesOf, snippetOf } from "./snippet.ts";

/** Searches of one person, or of one address where nobody is signed in, by whichever door. */
export const searches = { name: "searches", points: 60, perSeconds: 60 };

interface Asked extends Place {
  /** As a `tsquery` is written. */
  terms: string;
  limit: number;
  /** So many matches are ranked, the newest. */
  most?: number;
}

/** What was found, best first. Exported for the test that reads its plan. */
export function searchStatement(db: Db, { terms, rank, id, limit, most = maxFound }: Asked) {
  const asked = sql`${terms}::tsquery`;
  // The newest matches, and no more than this many: ranking reads every word of a post.
  const found = db
    .select({ id: postWords.postId, words: postWords.words })
    .from(postWords)
    .where(sql`${postWords.words} @@ ${asked}`)
    .orderBy(desc(postWords.publishedAt))
    .limit(most)
    .as("found");
  const ranked = db
    .select({
      postId: sql<PostId>`${found.id}`.as("ranked_id"),
      // A whole number, so that a cursor says exactly where it stands. 1: length wins nothing.
      rank: sql<number>`(1000000 * ts_rank(${weights}, ${found.words}, ${asked}, 1))::int`.as(
        "rank",
      ),
      count: sql<number>`count(*) OVER ()::int`.as("found_count"),
    })
    .from(found)
    .innerJoin(posts, eq(posts.id, found.id))
    .where(isPublic)
    .as("ranked");
  return db
    .select({
      ...itemColumns,
      // A hit further down is found, and its snippet is the post's opening.
      plainText: sql<string>`left(${revisions.plainText}, ${sql.raw(String(keptLength))})`,
      rank: ranked.rank,
      count: ranked.count,
    })
    .from(ranked)
    .innerJoin(posts, eq(posts.id, ranked.postId))
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .innerJoin(people, eq(people.id, posts.authorId))
    .where(sql`(${ranked.rank}, ${ranked.postId}) < (${rank}::int, ${id}::uuid)`)
    .orderBy(desc(ranked.rank), desc(ranked.postId))
    .limit(limit);
}

// Of D, C, B and A: the text, what is said of it, and most of all the title.
const weights = sql.raw("'{0.1, 0.2, 0.4, 1.0}'");

/**
 * Runs a search where the planner may not read every row instead of the index: it takes a word's
 * beginning for common, and does not know what unpacking all words of all posts costs.
 */
export function throughIndex<Answer>(db: Db, search: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`SET LOCAL enable_seqscan = off`);
    return search(tx);
  });
}

/**
 * Looks for words in everything public, posts and pages, best first.
 *
 * @throws QuoinError `input_invalid` for a cursor that is none
 */
export async function searchPosts(
  needs: Needs<"db" | "site">,
  { query, cursor, limit }: SearchQuery,
): Promise<FoundPage> {
  const place = readPlace(cursor);
  const wanted = readTerms(query);
  const terms = tsqueryOf(wanted);
  if (terms === "") return { items: [], nextCursor: null, count: 0 };
  const asked = { terms, ...place, limit: limit + 1 };
  const rows = await throughIndex(needs.db, async (tx) => searchStatement(tx, asked));
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const items = await itemsOf(needs, shown);
  return {
    items: items.map(({ rank: _rank, count: _count, plainText, ...item }) => ({
      ...item,
      titlePieces: piecesOf(item.title, wanted),
      snippet: snippetOf(plainText || item.excerpt, wanted),
    })),
    nextCursor: last ? `${last.rank}_${last.id}` : null,
    count: rows[0]?.count ?? 0,
  };
}

interface Place {
  rank: number;
  id: string;
}

/** Above any rank: the first page goes on from there. */
export const firstPlace: Place = { rank: 9_999_999, id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

function readPlace(cursor: string | undefined): Place {
  if (cursor === undefined) return firstPlace;
  const { key: rank, id } = splitCursor(cursor);
  if (!/^\d{1,7}$/.test(rank)) throw notACursor();
  return { rank: Number(rank), id };
}
