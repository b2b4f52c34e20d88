import { fold } from "@quoin/model";

/** One word of a text, where it stands, and how it is spelt for searching. */
export interface Token {
  start: number;
  end: number;
  spelt: string;
}

// Chinese and Japanese are written without spaces: there each character is a word, and words of
// several are found in a row.
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}])+/gu;

/** The words of a text, one after the other. No language is assumed, so none is left out. */
export function* tokenize(text: string): Generator<Token> {
  for (const { 0: found, index } of text.matchAll(word)) {
    const spelt = spell(found);
    if (spelt !== "") yield { start: index, end: index + found.length, spelt };
  }
}

/** As addresses are spelt; "½" is made of more than digits. */
const spell = (found: string): string => fold(found).replace(/[^\p{L}\p{N}\p{M}]+/gu, "");
