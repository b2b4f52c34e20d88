import type { Tx } from "@quoin/drivers";
import type { PostId } from "@quoin/model";
import { eq, sql } from "drizzle-orm";

import { postWords, titleWords } from "./search.table.ts";
import { wordsOf } from "./words.ts";

/** A `tsvector` holds 1 MB, and at worst takes twice what its words take as text. */
const maxBytes = 480_000;

interface Searched {
  title: string;
  excerpt: string;
  tags: readonly string[];
  plainText: string;
}

/** What a published text is found by: title first, then what is said of it, then the text. */
export type SearchWords = Record<"A" | "B" | "C", string>;

/** Spells the words of a text for searching. Slow for a long one: not inside a transaction. */
export function searchWords({ title, excerpt, tags, plainText }: Searched): SearchWords {
  const said = spelt(`${excerpt} ${tags.join(" ")}`);
  return { A: spelt(title), B: said, C: spelt(plainText) };
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
    .onConflictDoUpdate({ target: postWords.postId, set: { words: weighed } });
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

function spelt(text: string): string {
  const words: string[] = [];
  let bytes = 0;
  for (const { spelt: word } of wordsOf(text)) {
    bytes += Buffer.byteLength(word) + 1;
    if (bytes > maxBytes) break;
    words.push(word);
  }
  return words.join(" ");
}
