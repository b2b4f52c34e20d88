import { diffArrays, diffWordsWithSpace } from "diff";

/** A few words that stayed, went or came. */
export interface Piece {
  kind: "kept" | "removed" | "added";
  text: string;
}

/** A stretch of a text: as it was, as it was and too long to show, or changed. */
export type Stretch =
  | { kind: "same" | "folded"; text: string; paragraphs: number }
  | { kind: "changed"; pieces: Piece[] };

// Each bounds the work for texts that have little in common: it grows with the square of it. Beyond,
// the old is shown whole, then the new.
const mostParagraphEdits = 3000;
const mostAlikeEdits = 600;
const mostWordEdits = 1200;
/** Paragraphs with so many of their words in common are two states of one. */
const alike = 0.4;
/** With less than this in common, two paragraphs are two: scattered matches cannot be read. */
const leastInCommon = 0.3;

/** What became of a text: paragraphs first, then the words of those that changed. */
export function compareTexts(before: string, after: string): Stretch[] {
  const [old, now] = [paragraphsOf(before), paragraphsOf(after)];
  const runs = diffArrays(old, now, { maxEditLength: mostParagraphEdits }) ?? [
    { value: old, removed: true, added: false },
    { value: now, removed: false, added: true },
  ];
  const stretches: Stretch[] = [];
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1];
    const isReplaced = run.removed && next?.added === true;
    if (isReplaced) stretches.push(...replaced(run.value, next.value));
    else if (run.removed) stretches.push(changed([piece("removed", run.value)]));
    else if (!run.added) stretches.push(...folded(run.value, at === 0, next === undefined));
    else if (runs[at - 1]?.removed !== true) stretches.push(changed([piece("added", run.value)]));
  }
  return stretches;
}

/** What became of a line or two, word by word. */
export function compareWords(before: string, after: string): Piece[] {
  const both: Piece[] = [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
  const whole = both.filter(({ text }) => text !== "");
  if (whole.length < 2) return whole;
  const found = diffWordsWithSpace(before, after, { maxEditLength: mostWordEdits });
  if (found === undefined) return whole;
  const pieces = found.map(({ removed, added, value }): Piece => {
    return { kind: removed ? "removed" : added ? "added" : "kept", text: value };
  });
  const kept = pieces.filter(({ kind }) => kind === "kept").map(({ text }) => text);
  const share = lettersOf(kept.join("")) / Math.max(lettersOf(before), lettersOf(after), 1);
  return share < leastInCommon ? whole : gathered(pieces);
}

const lettersOf = (text: string) => text.replace(/[\s\p{P}]+/gu, "").length;

const paragraphsOf = (text: string): string[] =>
  text
    .replace(/\r\n?/g, "\n")
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => paragraph.trimEnd())
    .filter((paragraph) => paragraph !== "");

const joined = (paragraphs: readonly string[]) => paragraphs.join("\n\n");
const piece = (kind: Piece["kind"], paragraphs: readonly string[]): Piece => {
  return { kind, text: joined(paragraphs) };
};
const changed = (pieces: Piece[]): Stretch => ({ kind: "changed", pieces });

/** Some paragraphs in the place of others: those that are alike are compared word by word. */
function replaced(old: readonly string[], now: readonly string[]): Stretch[] {
  const wordSet = remembering((text) => new Set(text.split(/[\s\p{P}]+/u)));
  const isAlike = (one: string, other: string) => shareOf(wordSet(one), wordSet(other)) >= alike;
  const runs = diffArrays([...old], [...now], {
    comparator: isAlike,
    maxEditLength: mostAlikeEdits,
  }) ?? [
    { value: [...old], count: old.length, removed: true, added: false },
    { value: [...now], count: now.length, removed: false, added: true },
  ];
  const stretches: Stretch[] = [];
  let at = 0; // among the old
  let gone: string[] = [];
  const end = (come: readonly string[]) => {
    const pieces = [piece("removed", gone), piece("added", come)];
    const some = pieces.filter(({ text }) => text !== "");
    if (some.length > 0) stretches.push(changed(some));
    gone = [];
  };
  for (const { value, count, removed, added } of runs) {
    if (removed) gone = old.slice(at, at + count);
    else end(added ? value : []);
    if (!removed && !added) {
      for (const [n, paragraph] of value.entries()) {
        stretches.push(changed(compareWords(old[at + n] ?? "", paragraph)));
      }
    }
    if (!added) at += count;
  }
  end([]);
  return stretches;
}

/** How much two sets have in common, from nothing to all of the larger. */
function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const word of small) if (large.has(word)) common += 1;
  return common / Math.max(large.size, 1);
}

function remembering<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const fresh = answer(text);
    known.set(text, fresh);
    return fresh;
  };
}

/** Paragraphs that stayed: one stands beside each change, the others fold away. */
function folded(paragraphs: readonly string[], isFirst: boolean, isLast: boolean): Stretch[] {
  const head = isFirst ? 0 : 1;
  const tail = isLast ? paragraphs.length : Math.max(head, paragraphs.length - 1);
  const [before, middle, after] = [
    paragraphs.slice(0, head),
    paragraphs.slice(head, tail),
    paragraphs.slice(tail),
  ];
  const parts = [
    { kind: "same", of: before },
    // A single short paragraph takes no more room than the words that would hide it.
    { kind: joined(middle).length < 200 ? "same" : "folded", of: middle },
    { kind: "same", of: after },
  ] as const;
  return parts
    .filter(({ of }) => of.length > 0)
    .map(({ kind, of }) => ({ kind, text: joined(of), paragraphs: of.length }));
}

/** Changes with nothing but a space between them are one: read as a phrase, not word by word. */
function gathered(pieces: readonly Piece[]): Piece[] {
  const gathers: Piece[] = [];
  let [removed, added] = ["", ""];
  const end = () => {
    if (removed !== "") gathers.push({ kind: "removed", text: removed });
    if (added !== "") gathers.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const [at, { kind, text }] of pieces.entries()) {
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if (/^[^\S\n]+$/.test(text) && at > 0 && at < pieces.length - 1 && removed && added) {
      removed += text;
      added += text;
    } else {
      end();
      gathers.push({ kind, text });
    }
  }
  end();
  return gathers;
}

/** How many words came and how many went. */
export function countChanges(stretches: readonly Stretch[]): { added: number; removed: number } {
  const pieces = stretches.flatMap((stretch) => (stretch.kind === "changed" ? stretch.pieces : []));
  const count = (kind: Piece["kind"]) =>
    pieces
      .filter((one) => one.kind === kind)
      .reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  return { added: count("added"), removed: count("removed") };
}
