import { setImmediate } from "node:timers/promises";

import { parse as parseToml, TomlDate, TomlError } from "smol-toml";
import { LineCounter, parseDocument, stringify } from "yaml";

/** Larger is no front matter. */
const maxBytes = 256 * 1024;

/** A file that cannot be read as it stands. The message says what to do about it. */
export class FileRefused extends Error {
  override readonly name = "FileRefused";
}

/** Texts, lists and mappings of texts: nothing in front matter is anything else to us. */
export type Value = string | Value[] | { [key: string]: Value };
export type Facts = Record<string, Value>;

/**
 * Mapping to YAML, always the same bytes for the same facts. Absent ones are left out. Texts that
 * an older reader would take for something else are in quotes.
 */
export const writeYaml = (facts: object): string =>
  stringify(facts, {
    lineWidth: 0,
    compat: "yaml-1.1",
    keepUndefined: false,
    aliasDuplicateObjects: false,
    blockQuote: "literal",
  });

/** So many entries of a list are written in one go: a whole library would take seconds. */
const atOnce = 20;

/** `writeYaml` of one list, letting whoever else waits for this process have their turn. */
export async function writeYamlList(name: string, entries: readonly object[]): Promise<string> {
  const parts = [writeYaml({ [name]: entries.slice(0, atOnce) })];
  for (let from = atOnce; from < entries.length; from += atOnce) {
    await setImmediate();
    const part = writeYaml({ [name]: entries.slice(from, from + atOnce) });
    parts.push(part.slice(part.indexOf("\n") + 1)); // it is the same list
  }
  return parts.join("");
}

/**
 * Reads YAML as texts: no tag, no anchor and no type can make anything else of it.
 *
 * @throws FileRefused with the line
 */
export function readYaml(source: string, firstLine = 1): Facts {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, {
    schema: "failsafe",
    version: "1.2",
    merge: false,
    resolveKnownTags: false,
    prettyErrors: false,
    lineCounter,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const { line } = lineCounter.linePos(problem.pos[0]);
    throw new FileRefused(
      `its YAML cannot be read: line ${line - 1 + firstLine}: ${problem.message}`,
    );
  }
  const value: unknown = asValue(toPlain(document));
  if (value === "" || value === null) return {};
  if (!isMapping(value)) throw new FileRefused("its YAML is no list of names and values");
  return value;
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError)
      throw new FileRefused("its YAML has aliases; write it out");
    throw error;
  }
}

/** Reads TOML as the same texts. @throws FileRefused with the line */
function readToml(source: string): Facts {
  try {
    const value = asValue(parseToml(source));
    return isMapping(value) ? value : {};
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.split("\n");
    throw new FileRefused(`its TOML cannot be read: line ${error.line + 1}: ${reason}`);
  }
}

/** Front matter and what stands below it; null facts for a file that has none. */
export interface SplitFile {
  facts: Facts | null;
  body: string;
}

/** Slow: ten microseconds a character, and keys each take their time. @throws FileRefused */
export function splitFile(text: string): SplitFile {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const [open, mark] = /^(---|\+\+\+)[ \t]*\r?\n/.exec(source) ?? [];
  if (open === undefined) return { facts: null, body: source };
  const close = mark === "---" ? /^---[ \t]*(\r?\n|$)/gm : /^\+\+\+[ \t]*(\r?\n|$)/gm;
  close.lastIndex = open.length;
  const end = close.exec(source);
  if (!end) throw new FileRefused("its front matter has no end");
  const head = source.slice(open.length, end.index);
  if (head.length > maxBytes) throw new FileRefused("its front matter is over 256 KB");
  const below = source.slice(end.index + end[0].length);
  const facts = mark === "---" ? readYaml(head, 2) : readToml(head);
  return { facts, body: below.replace(/^\r?\n/, "") };
}

/** A file of facts above a text. */
export const joinFile = (facts: object, body: string): string =>
  `---\n${writeYaml(facts)}---\n\n${body}`;

/** The same facts as `readYaml` makes them: a name in them is never a name of `Object`. */
export const withoutPrototypes = (facts: Facts): Facts => asValue(facts) as Facts; // a mapping stays one

function asValue(value: unknown): Value {
  if (value === null || value === undefined) return "";
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(asValue);
  if (typeof value === "object") {
    const entries = Object.entries(value).map(([key, one]) => [key, asValue(one)] as const);
    return Object.assign(Object.create(null), Object.fromEntries(entries));
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

export const isMapping = (value: unknown): value is Facts =>
  typeof value === "object" && value !== null && !Array.isArray(value);
