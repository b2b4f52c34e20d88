import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { openAside } from "@quoin/drivers/aside";
import { afterEach } from "vitest";

import { openReader } from "../transfer/reader.ts";
import type { Run } from "../transfer/teller.ts";

/** What reads the files of an import: one for all tests of a worker, which takes a while to start. */
export const reader = openReader(openAside);

/** Folders of a test's own, gone after it. */
export function openFolders() {
  const made: string[] = [];
  afterEach(async () => {
    for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async (files: Record<string, string | Uint8Array> = {}): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), "quoin-folder-"));
    made.push(folder);
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return folder;
  };
}

/** Every file of a folder, by its path. */
export async function contentOf(folder: string): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    content[file.slice(folder.length + 1)] = (await readFile(file)).toString("latin1");
  }
  return content;
}

/** A run that keeps what it is told. */
export function openRun(): Run & { lines: string[] } {
  const lines: string[] = [];
  const tell = { line: (text: string) => void lines.push(text), progress: () => {} };
  return { tell, lines, signal: new AbortController().signal };
}
