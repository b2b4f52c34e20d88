import { cutAt, type Piece } from "@quoin/model";

import type { Term, Terms } from "./search-terms.ts";
import { type Token, tokenize } from "./tokenize.ts";

/** About as much as two lines of a list hold. */
const snippetLength = 200;
/** So much of what stands before the first hit is shown with it. */
const lead = 60;

/** A text in pieces, the words that were looked for marked. */
export function piecesOf(text: string, terms: Terms): Piece[] {
  const hits = [...hitsIn(text, terms)];
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of hits) {
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** The part of a text around the first word that was looked for; its beginning if there is none. */
export function snippetOf(text: string, terms: Terms): Piece[] {
  const [first] = hitsIn(text, terms);
  const from = first === undefined || first.start <= lead ? 0 : wordAfter(text, first.start - lead);
  const rest = cutAt(text.slice(from, from + 2 * snippetLength), snippetLength);
  const whole = from + snippetLength >= text.length;
  const shown = whole ? rest : cutAt(rest, Math.max(rest.lastIndexOf(" "), snippetLength / 2));
  const line = shown.replace(/\s+/gu, " ").trim();
  return piecesOf(`${from > 0 ? "… " : ""}${line.toWellFormed()}${whole ? "" : " …"}`, terms);
}

function wordAfter(text: string, index: number): number {
  const space = text.slice(index, index + lead / 2).search(/\s/u);
  return space === -1 ? index : index + space + 1;
}

/** Where what was looked for stands, from first to last; no two overlap. */
function* hitsIn(text: string, terms: Terms): Generator<{ start: number; end: number }> {
  const wanted = terms.flat().filter(({ not }) => !not);
  const longest = Math.max(0, ...wanted.map(({ words }) => words.length));
  if (longest === 0) return;
  const ahead: Token[] = [];
  const words = tokenize(text);
  for (;;) {
    while (ahead.length < longest) {
      const next = words.next();
      if (next.done) break;
      ahead.push(next.value);
    }
    const [first] = ahead;
    if (first === undefined) return;
    const lengths = wanted.filter((term) => isAt(ahead, term)).map((term) => term.words.length);
    const length = Math.max(0, ...lengths);
    const last = ahead[length - 1];
    if (last !== undefined) yield { start: first.start, end: last.end };
    ahead.splice(0, Math.max(1, length));
  }
}

function isAt(ahead: readonly Token[], { words, begins }: Term): boolean {
  return words.every((word, index) => {
    const spelt = ahead[index]?.spelt;
    const mayGoOn = begins && index === words.length - 1;
    return mayGoOn ? spelt?.startsWith(word) === true : spelt === word;
  });
}
