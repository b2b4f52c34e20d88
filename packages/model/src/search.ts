import { z } from "zod";

import { Keyset } from "./keyset.ts";
import { PostItem } from "./post.ts";
import { Text } from "./text.ts";

/** No search looks at more posts than this; of a word in more of them, the newest count. */
export const maxFound = 1000;

/** Longest words somebody may look for. */
export const maxSearchLength = 200;

/**
 * What to look for in everything public: each word, or the beginning of one; `"words in a row"`;
 * `-without` one; this `or` that.
 */
export const SearchQuery = Keyset.extend({ query: Text.max(maxSearchLength) });
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A piece of text; a hit is what was looked for. */
export const Piece = z.object({ text: z.string(), hit: z.boolean() });
export type Piece = z.infer<typeof Piece>;

/** A post that was found, and where in it. */
export const FoundItem = PostItem.extend({
  titlePieces: z.array(Piece),
  /** The place in the text that shows why. */
  snippet: z.array(Piece),
});
export type FoundItem = z.infer<typeof FoundItem>;

/** What was found, best first, and how many there are in all, up to `maxFound`. */
export const FoundPage = z.object({
  items: z.array(FoundItem),
  nextCursor: z.string().nullable(),
  count: z.number().int(),
});
export type FoundPage = z.infer<typeof FoundPage>;
