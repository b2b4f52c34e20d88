import type { Tx } from "@quoin/drivers";
import type { PostId } from "@quoin/model";
import { eq, sql } from "drizzle-orm";

import { postWords, titleWords } from "../tables/search.table.ts";
import { spellWords } from "./spell.ts";

interface Searched {
  title: string;
  excerpt: string;
  tags: readonly string[];
  /** The words of the text itself, spelt already. */
  spelt: string;
}

/** What a published text is found by: title first, then what is said of it, then the text. */
export type SearchWords = Record<"A" | "B" | "C", string>;

/** What a text is found by, of its facts and of what `derive` made of its body. */
export function searchWords({ title, excerpt, tags, spelt }: Searched): SearchWords {
  const said = spellWords(`${excerpt} ${tags.join(" ")}`);
  return { A: spellWords(title), B: said, C: spelt };
}

/** Makes a post be found by these words, and by no others. */
export async function derivePostWords(
  tx: Tx,
  postId: PostId,
  { A, B, C }: SearchWords,
  publishedAt: string,
): Promise<void> {
  const weighed = sql<string>`setweight(to_tsvector('simple', ${A}), 'A')
    || setweight(to_tsvector('simple', ${B}), 'B') || setweight(to_tsvector('simple', ${C}), 'C')`;
  await tx
    .insert(postWords)
    .values({ postId, words: weighed, publishedAt })
    // Not `weighed` again: it would be sent and worked out twice.
    .onConflictDoUpdate({ target: postWords.postId, set: { words: sql`excluded.words` } });
  await tx.delete(titleWords).where(eq(titleWords.postId, postId));
  const inTitle = [...new Set(A.split(" "))].filter((word) => word !== "");
  if (inTitle.length === 0) return;
  await tx.insert(titleWords).values(inTitle.map((word) => ({ word, postId })));
}

/** A post that is not public is not found. */
export async function clearPostWords(tx: Tx, postId: PostId): Promise<void> {
  await tx.delete(postWords).where(eq(postWords.postId, postId));
  await tx.delete(titleWords).where(eq(titleWords.postId, postId));
}
