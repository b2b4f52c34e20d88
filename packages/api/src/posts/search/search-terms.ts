import { tokenize } from "./tokenize.ts";

/** Words in a row. Only the last may be the beginning of a longer one, and only when it says so. */
export interface Term {
  words: readonly string[];
  begins: boolean;
  not: boolean;
}

/** What somebody looks for: every group must hold, and of a group any one term. */
export type Terms = readonly (readonly Term[])[];

const part = /(-?)(?:"([^"]*)"?|([^\s"]+))/gu;
/** A query of more costs more than it finds. */
const maxTerms = 16;
/** Shorter beginnings are the beginning of almost anything. */
const minBeginning = 3;

/** Reads what somebody typed. Nothing they can type is wrong; without a word it is empty. */
export function readTerms(typed: string): Terms {
  const groups: Term[][] = [];
  let either = false;
  for (const [, minus, quoted, bare = ""] of [...typed.matchAll(part)].slice(0, maxTerms)) {
    if (quoted === undefined && minus === "" && bare.toLowerCase() === "or") {
      either = groups.length > 0;
      continue;
    }
    const words = [...tokenize(quoted ?? bare)].map(({ spelt }) => spelt);
    const last = words.at(-1);
    if (last === undefined) continue;
    const begins = quoted === undefined && last.length >= minBeginning;
    const term = { words, begins, not: minus === "-" };
    // "this or not that" would find nearly everything, so what is left out is left out of all.
    const group = either && !term.not ? groups.findLast(([first]) => first?.not === false) : null;
    if (group) group.push(term);
    else groups.push([term]);
    either = false;
  }
  return groups;
}

/**
 * The same as a `tsquery` is written. Words hold letters, marks and digits only, so nothing in them can be
 * taken for one of its signs. Empty when there is nothing to look for.
 */
export function tsqueryOf(terms: Terms): string {
  // What only leaves out would find all there is.
  if (terms.every((group) => group.every(({ not }) => not))) return "";
  return terms.map((group) => `(${group.map(operandOf).join(" | ")})`).join(" & ");
}

function operandOf({ words, begins, not }: Term): string {
  const row = words.map((one) => `'${one}'`).join(" <-> ");
  return `${not ? "!" : ""}(${row}${begins ? ":*" : ""})`;
}
