import { typeOfName } from "./source-folder.ts";

/** A path of a local file, where it stands in a Markdown text. */
export interface Reference {
  start: number;
  end: number;
  path: string;
}

// Destinations in angle brackets, or without spaces and with brackets only in pairs (CommonMark §6.3).
const destination = String.raw`<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)`;
const patterns = [
  new RegExp(String.raw`\]\([^\S\n]*(?:${destination})`, "dg"),
  new RegExp(String.raw`^ {0,3}\[[^\]\n]+\]:[^\S\n]*(?:${destination})`, "dgm"),
  /<(?:img|source|video|audio|a)\b[^<>]*?\s(?:src|href|poster)\s*=\s*(?:"([^"<>\n]*)"|'([^'<>\n]*)')/dgi,
];

/**
 * Files of the same folder that a text shows or offers, in the order they stand in it. What is in
 * code is left alone, and so is whatever names no file that could be uploaded.
 */
export function findReferences(text: string): Reference[] {
  const shown = withoutCode(text);
  const found: Reference[] = [];
  for (const pattern of patterns) {
    for (const { indices } of shown.matchAll(pattern)) {
      const place = indices?.[1] ?? indices?.[2];
      if (!place) continue;
      const path = pathOf(text.slice(...place));
      if (path !== null) found.push({ start: place[0], end: place[1], path });
    }
  }
  found.sort((one, other) => one.start - other.start);
  return found.filter(({ start }, index) => start >= (found[index - 1]?.end ?? 0)); // none in another
}

/** The path of a file an address means; null for other sites, pages and what is nothing to upload. */
export function pathOf(address: string): string | null {
  const bare = address.trim().replace(/[?#].*$/s, "");
  if (bare === "" || /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(bare)) return null;
  if (typeOfName(bare) === undefined) return null;
  try {
    return decodeURIComponent(bare).replaceAll("\\", "/");
  } catch {
    return bare; // a name with a per cent sign in it
  }
}

/** The same text with spaces where code was, so that places stay where they are. */
function withoutCode(text: string): string {
  const lines = text.split(/(?<=\n)/);
  let fence: { mark: string; length: number } | null = null;
  return lines
    .map((line) => {
      const [, marks = ""] = /^ {0,3}(?:> ?)*(`{3,}|~{3,})/.exec(line) ?? [];
      const mark = marks[0] ?? "";
      if (fence !== null) {
        const closes = mark === fence.mark && marks.length >= fence.length;
        if (closes) fence = null;
        return blank(line);
      }
      if (
        mark !== "" &&
        !(mark === "`" && line.slice(line.indexOf(marks) + marks.length).includes("`"))
      ) {
        fence = { mark, length: marks.length };
        return blank(line);
      }
      return withoutSpans(line);
    })
    .join("");
}

/** A line without its code spans: a run of backticks up to the next run of the same length. */
function withoutSpans(line: string): string {
  const runs = [...line.matchAll(/`+/g)];
  const closing = nextOfLength(runs.map(([marks]) => marks.length));
  let shown = "";
  let at = 0;
  for (let first = 0; first < runs.length; first += 1) {
    const opens = runs[first];
    const last = closing[first];
    const closes = last === undefined ? undefined : runs[last];
    if (!opens || !closes || last === undefined) continue;
    const end = closes.index + closes[0].length;
    shown += line.slice(at, opens.index) + blank(line.slice(opens.index, end));
    at = end;
    first = last;
  }
  return shown + line.slice(at);
}

/** For each of these lengths, where the next one like it stands. */
function nextOfLength(lengths: readonly number[]): (number | undefined)[] {
  const seen = new Map<number, number>();
  const next: (number | undefined)[] = [];
  for (let at = lengths.length - 1; at >= 0; at -= 1) {
    const length = lengths[at] ?? 0;
    next[at] = seen.get(length);
    seen.set(length, at);
  }
  return next;
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");
