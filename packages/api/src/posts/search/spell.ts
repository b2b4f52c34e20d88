import { tokenize } from "./tokenize.ts";

/** A `tsvector` holds 1 MB, and at worst takes twice what its words take as text. */
const maxBytes = 480_000;

/** The words of a text as search spells them, as many as a post can be found by. Slow for a long one. */
export function spellWords(text: string): string {
  const words: string[] = [];
  let bytes = 0;
  for (const { spelt: word } of tokenize(text)) {
    bytes += Buffer.byteLength(word) + 1;
    if (bytes > maxBytes) break;
    words.push(word);
  }
  return words.join(" ");
}
