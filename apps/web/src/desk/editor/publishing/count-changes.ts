import { differing, type DraftText, fieldLabels } from "@quoin/model";
import { diffArrays } from "diff";

// What is further apart than this is another text: counting on would hold up the page.
const patienceMs = 400;

/** How a draft differs from what readers have. */
export interface Changes {
  /** Null when the texts have too little in common to be compared. */
  words: { added: number; removed: number } | null;
  /** What else than the text has changed, by name. */
  fields: string[];
}

const splitWords = (text: string): string[] => text.match(/\S+/g) ?? [];

/** Compares a draft with the live text, word by word. */
export function countChanges(live: DraftText, draft: DraftText): Changes {
  const moves = draft.slug !== null && live.slug !== draft.slug;
  const others = differing(live, draft).filter((field) => field !== "body");
  return {
    words: countWords(live.body, draft.body),
    fields: [...others, ...(moves ? (["slug"] as const) : [])].map((field) =>
      fieldLabels[field].toLowerCase(),
    ),
  };
}

function countWords(live: string, draft: string): Changes["words"] {
  const parts = diffArrays(splitWords(live), splitWords(draft), { timeout: patienceMs });
  if (parts === undefined) return null;
  const sum = (kind: "added" | "removed") =>
    parts.reduce((total, part) => total + (part[kind] ? part.value.length : 0), 0);
  return { added: sum("added"), removed: sum("removed") };
}

/** The same, in a sentence or two. */
export function changesInWords({ words, fields }: Changes, isSameText: boolean): string {
  const sentences: string[] = [];
  if (words === null) sentences.push("Most of the text is other than what readers have.");
  else if (words.added > 0 || words.removed > 0) {
    const said = [
      ...(words.added > 0 ? [`${count(words.added)} added`] : []),
      ...(words.removed > 0 ? [`${count(words.removed)} removed`] : []),
    ];
    sentences.push(`${said.join(", ")}.`);
  } else if (!isSameText) sentences.push("Only spaces and line ends differ in the text.");
  if (fields.length > 0) {
    const list = new Intl.ListFormat("en").format(fields);
    sentences.push(sentences.length > 0 ? `Changed too: ${list}.` : `Changed: ${list}.`);
  }
  return sentences.join(" ") || "Readers have all of this already.";
}

const number = new Intl.NumberFormat("en");
const count = (words: number): string =>
  `${number.format(words)} ${words === 1 ? "word" : "words"}`;
