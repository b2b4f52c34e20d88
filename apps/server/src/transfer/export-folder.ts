import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

import { foldCase } from "./file-names.ts";
import { FileRefused } from "./front-matter.ts";
import { postFolders } from "./post-file.ts";

/** What an export wrote, with the hash of each, as `sha256sum -c` reads it. */
const listName = "files.sha256";
/** Holds files until they are whole, and the names of those that are in place. */
const scratchName = ".quoin-writing";

const folders = [...postFolders, "media"];
const roots = new Set(["site.yml", "people.yml", "tags.yml", "media.yml", "_redirects"]);

/** Only names an export may have given: a list that came from elsewhere can name nothing else. */
const isOurs = (path: string): boolean => {
  const [folder = "", name, ...deeper] = path.split("/");
  if (name === undefined) return roots.has(path);
  return folders.includes(folder) && deeper.length === 0 && !/^\.*$|[\\\0]/.test(name);
};

export type ExportFolder = Awaited<ReturnType<typeof openExportFolder>>;

/**
 * A folder to write an export into: absent, empty, or made by an earlier one, of which `finish`
 * takes away what is there no longer. It deletes and replaces nothing but what an export wrote.
 *
 * @throws FileRefused when anything else is in it
 */
export async function openExportFolder(folder: string) {
  const at = (path: string) => join(folder, path);
  // Asked first: of a file in the way, Node tells another path than was typed.
  const there = await stat(folder).catch(() => null);
  if (there && !there.isDirectory()) throw new FileRefused(`${folder} is a file, not a folder.`);
  await mkdir(folder, { recursive: true, mode: 0o700 }); // drafts will be in it
  const found = await readdir(folder);
  const scratch = at(scratchName);
  const journal = join(scratch, "written");
  if (found.length > 0 && !found.includes(listName) && !found.includes(scratchName)) {
    throw new FileRefused(
      `${folder} holds files that no export wrote. Choose an empty folder, or one of an earlier export.`,
    );
  }
  const former = new Set([...(await listed(at(listName))), ...(await listed(journal))]);
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch);
  // Should this run be cut short, the next one still knows the files of all runs before it.
  for (const path of former) await appendFile(journal, entry("", path));
  const formerNames = new Set([...former].map(foldCase));
  const hashes = new Map<string, string>();
  const ready = new Set<string>();

  async function realFolder(path: string): Promise<void> {
    const name = dirname(path);
    if (name === "." || ready.has(name)) return;
    await mkdir(at(name), { recursive: true });
    if (!(await lstat(at(name))).isDirectory()) throw new FileRefused(`${at(name)} is a link.`);
    ready.add(name);
  }

  async function put(path: string, hash: string, draft: string): Promise<void> {
    await realFolder(path);
    const isOwn = formerNames.has(foldCase(path)) || hashes.has(path);
    if (!isOwn && (await fileAt(at(path))) !== null) {
      throw new FileRefused(
        `${at(path)} is in the way, and no export wrote it. Move it away, then run this again.`,
      );
    }
    await appendFile(journal, entry(hash, path));
    await rename(draft, at(path));
    hashes.set(path, hash);
  }

  return {
    /** Writes one file, whole or not at all. Its name may depend on what was in it. */
    async write(
      path: string | (() => string),
      body: string | AsyncIterable<Uint8Array>,
    ): Promise<void> {
      const draft = join(scratch, "draft");
      const hash = createHash("sha256");
      const file = await open(draft, "w");
      try {
        for await (const chunk of typeof body === "string" ? [Buffer.from(body)] : body) {
          hash.update(chunk);
          await file.writeFile(chunk);
        }
      } finally {
        await file.close();
      }
      await put(typeof path === "string" ? path : path(), hash.digest("hex"), draft);
    },

    /** Leaves a file of an earlier export as it is. False where there is none. */
    async keep(path: string): Promise<boolean> {
      await realFolder(path);
      const isThere = former.has(path) && (await fileAt(at(path))) !== null;
      if (!isThere) return false;
      const hash = createHash("sha256");
      for await (const chunk of createReadStream(at(path)) as AsyncIterable<Buffer>) {
        hash.update(chunk);
      }
      hashes.set(path, hash.digest("hex"));
      return true;
    },

    /** Leaves exactly what was written or kept, and says how many files of earlier exports went. */
    async finish(): Promise<{ removed: number }> {
      let removed = 0;
      const written = new Map([...hashes.keys()].map((path) => [foldCase(path), path]));
      for (const path of former) {
        if (hashes.has(path)) continue;
        await realFolder(path);
        // Some disks take two names that differ in capitals for one: that file is the new one.
        const other = written.get(foldCase(path));
        if (other !== undefined && (await fileAt(at(path))) === (await fileAt(at(other)))) continue;
        await rm(at(path), { force: true });
        removed += 1;
      }
      for (const name of folders) await rmdir(at(name)).catch(() => {}); // the empty ones
      const draft = join(scratch, "draft");
      const file = await open(draft, "w");
      for (const path of [...hashes.keys()].toSorted()) {
        await file.writeFile(entry(hashes.get(path) ?? "", path));
      }
      await file.close();
      await rename(draft, at(listName));
      await rm(scratch, { recursive: true });
      return { removed };
    },
  };
}

/** What tells the file at a path from all others of this disk; null where there is none. */
async function fileAt(path: string): Promise<string | null> {
  const found = await lstat(path, { bigint: true }).catch(() => null);
  return found && `${found.dev}:${found.ino}`;
}

const entry = (hash: string, path: string): string => `${hash}  ${path}\n`;

async function listed(file: string): Promise<string[]> {
  const paths: string[] = [];
  try {
    for await (const line of createInterface({
      input: createReadStream(file),
      crlfDelay: Infinity,
    })) {
      const path = line.slice(line.indexOf("  ") + 2);
      if (isOurs(path)) paths.push(path);
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  return paths;
}
