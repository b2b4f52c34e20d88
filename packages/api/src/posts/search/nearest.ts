import type { PostLink } from "@quoin/model";

import type { Needs } from "../../services.ts";
import { tsqueryOf } from "./search-terms.ts";
import { firstPlace, searchStatement, throughIndex } from "./search.ts";
import { tokenize } from "./tokenize.ts";

/** A wrong address is asked for more often by machines than by people: less is looked at. */
const most = 100;
const maxWords = 8;
const minLength = 3;

/** Public posts whose words are like those of an address where nothing is, best first. */
export async function nearestPosts(
  { db }: Needs<"db">,
  { address, limit }: { address: string; limit: number },
): Promise<PostLink[]> {
  const words = [...tokenize(address)].map(({ spelt }) => spelt).filter(isTelling);
  if (words.length === 0) return [];
  const group = words
    .slice(0, maxWords)
    .map((word) => ({ words: [beginningOf(word)], begins: true, not: false }));
  const asked = { ...firstPlace, terms: tsqueryOf([group]), most, limit };
  const rows = await throughIndex(db, async (tx) => searchStatement(tx, asked));
  return rows.map(({ slug, title }) => ({ slug, title }));
}

const isTelling = (word: string): boolean => word.length >= minLength && word.length <= 40;

/** Most mistakes are in the end of a word. */
const beginningOf = (word: string): string =>
  word.slice(0, Math.max(minLength, Math.ceil((word.length * 2) / 3)));
