import { tokenize } from "./tokenize.ts";

// Of Postgres, "Text Search: Limitations": a vector holds 1 MB, and at worst takes twice what its
// words take; a word under 2 KB; 255 places of each, none beyond the last that can be told.
const maxBytes = 480_000;
const maxWordBytes = 2046;
const maxPlaces = 255;
const lastPlace = 16_383;

/** What a word weighs: `A` of a title, `B` of what is said of a text, `C` of the text itself. */
export type Weight = "A" | "B" | "C";

/**
 * The words of a text and their places, as Postgres reads a `tsvector`: as many as a post can be
 * found by. Reading one takes the database a tenth of what finding the words itself would, which
 * embedded is everybody's time.
 */
export function vectorOf(text: string, weight: Weight): string {
  const places = new Map<string, number[]>();
  let [bytes, place] = [0, 0];
  for (const { spelt } of tokenize(text)) {
    const own = Buffer.byteLength(spelt);
    bytes += own + 1;
    if (bytes > maxBytes) break;
    place = Math.min(place + 1, lastPlace);
    if (own > maxWordBytes) continue;
    const known = places.get(spelt);
    if (known === undefined) places.set(spelt, [place]);
    else if (known.length < maxPlaces && known.at(-1) !== place) known.push(place);
  }
  // Words hold letters, marks and digits only: nothing in them ends a quotation.
  return [...places]
    .map(([word, at]) => `'${word}':${at.map((one) => `${one}${weight}`).join(",")}`)
    .join(" ");
}
