import type { Services } from "@quoin/api";
import { type Person, type PostId, QuoinError } from "@quoin/model";

import { type Facts, FileRefused, type Value } from "./front-matter.ts";
import type { Reader } from "./reader.ts";
import type { SourceFolder } from "./source-folder.ts";
import { counted, type Run } from "./teller.ts";

export interface ImportOptions {
  /** Says what would be done, and does none of it. */
  dryRun: boolean;
  /** Replaces what was changed here since. */
  overwrite: boolean;
  /** The handle of whoever gets what names nobody here; the owner without it. */
  author: string | undefined;
}

export type Outcome = "made" | "updated" | "same" | "conflict" | "skipped";

/** What became of one file. */
export interface Line {
  file: string;
  outcome: Outcome;
  why?: string;
  notes?: string[];
}

/** What an import works with. */
export interface Importing {
  services: Services;
  reader: Reader;
}

/** Everything the steps of one import share. */
export interface Import extends Run, Importing {
  source: SourceFolder;
  options: ImportOptions;
  /** Whoever gets what names nobody here. */
  person: Person;
  report: (line: Line) => void;
  /** The welcome post, when it makes room. */
  without: PostId | null;
}

/** An index of an export may list a whole library. */
const maxIndexBytes = 64_000_000;

/** A YAML file of an export, or null where there is none. @throws FileRefused */
export async function readIndex(
  { source, reader }: Pick<Import, "source" | "reader">,
  name: string,
): Promise<Facts | null> {
  try {
    const text = await source.text(name, maxIndexBytes);
    return text === null ? null : await reader.index(text);
  } catch (error) {
    if (error instanceof FileRefused) throw new FileRefused(`${name}: ${error.message}`);
    throw error;
  }
}

export const entriesOf = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);

/** Why a file could not be taken in, in words; anything unexpected flies on. */
export function reasonOf(error: unknown): string {
  if (error instanceof FileRefused) return error.message;
  if (!(error instanceof QuoinError)) throw error;
  if (error.code === "input_invalid") {
    return `its ${error.details.field} cannot be: ${error.details.problem}`;
  }
  if (error.code === "storage_unavailable" || error.code === "disk_full") throw error;
  const { limitBytes, slug, construct } = error.details;
  const detail =
    slug ??
    construct ??
    (limitBytes === undefined ? undefined : `${counted(Number(limitBytes), "byte")} at most`);
  return detail === undefined ? error.message : `${error.message} (${detail})`;
}
