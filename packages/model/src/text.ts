import { z } from "zod";

/**
 * Text that a database keeps exactly as it is: Postgres has no U+0000, and half a surrogate pair
 * is no character in UTF-8.
 */
export const Text = z
  .string()
  .refine(
    (text) => !text.includes("\0") && text.isWellFormed(),
    "holds something that is no character",
  );

// With `u`, a surrogate is one that is alone.
const unkeepable = /\0|\p{Surrogate}/gu;

/** What is left of a text without what `Text` refuses. */
export const keepableOf = (text: string): string => text.replace(unkeepable, "");

const letters = new Intl.Segmenter();
/** No letter of any language is longer. */
const longestLetter = 40;

/** The beginning of a text, at most `max` UTF-16 code units long: the last letter is whole, or gone. */
export function cutAt(text: string, max: number): string {
  if (text.length <= max) return text;
  const near = text.slice(0, max + longestLetter);
  const end = letters.segment(near).containing(max)?.index ?? max;
  // Marks without end make one letter of a whole text.
  return keepableOf(text.slice(0, max - end > longestLetter ? max : end));
}
