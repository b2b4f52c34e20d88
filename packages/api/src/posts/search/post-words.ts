import type { Tx } from "@quoin/drivers";
import type { PostId } from "@quoin/model";
import { eq, sql } from "drizzle-orm";

import { postWords, titleWords } from "../tables/search.table.ts";
import { tokenize } from "./tokenize.ts";
import { vectorOf, type Weight } from "./vector.ts";

interface Searched {
  title: string;
  excerpt: string;
  tags: readonly string[];
  /** Of the text itself. */
  vector: string;
}

/** What a published text is found by: title first, then what is said of it, then the text. */
export interface SearchWords {
  inTitle: string[];
  vectors: Record<Weight, string>;
}

/** What a text is found by, of its facts and of what `derive` made of its body. */
export function searchWords({ title, excerpt, tags, vector }: Searched): SearchWords {
  const said = vectorOf(`${excerpt} ${tags.join(" ")}`, "B");
  return {
    inTitle: [...new Set([...tokenize(title)].map(({ spelt }) => spelt))],
    vectors: { A: vectorOf(title, "A"), B: said, C: vector },
  };
}

/** Makes a post be found by these words, and by no others. */
export async function derivePostWords(
  tx: Tx,
  postId: PostId,
  { inTitle, vectors }: SearchWords,
  publishedAt: string,
): Promise<void> {
  const { A, B, C } = vectors;
  const weighed = sql<string>`${A}::tsvector || ${B}::tsvector || ${C}::tsvector`;
  await tx
    .insert(postWords)
    .values({ postId, words: weighed, publishedAt })
    // Not `weighed` again: it would be sent and worked out twice.
    .onConflictDoUpdate({ target: postWords.postId, set: { words: sql`excluded.words` } });
  await tx.delete(titleWords).where(eq(titleWords.postId, postId));
  if (inTitle.length === 0) return;
  await tx.insert(titleWords).values(inTitle.map((word) => ({ word, postId })));
}

/** A post that is not public is not found. */
export async function clearPostWords(tx: Tx, postId: PostId): Promise<void> {
  await tx.delete(postWords).where(eq(postWords.postId, postId));
  await tx.delete(titleWords).where(eq(titleWords.postId, postId));
}
