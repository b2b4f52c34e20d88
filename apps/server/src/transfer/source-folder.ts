import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";

import type { IncomingMedia } from "@quoin/api";
import { uploadTypes } from "@quoin/model";

import { FileRefused } from "./front-matter.ts";

/** Of a file of text; a body alone may have 1 MB. */
const maxTextBytes = 2_000_000;
const maxDepth = 20;
/** As many first bytes as any check of a type looks at. */
const headBytes = 4100;

const types = new Map<string, string>([
  ...Object.entries(uploadTypes).map(([type, { ext }]) => [`.${ext}`, type] as const),
  [".jpeg", "image/jpeg"],
  // Not taken, but said so by name.
  [".svg", "image/svg+xml"],
  [".heic", "image/heic"],
  [".tiff", "image/tiff"],
  [".bmp", "image/bmp"],
]);

/** The type a file's name says it has; undefined for what is no picture and no file to offer. */
export const typeOfName = (name: string): string | undefined =>
  types.get(extname(name).toLowerCase());

/** A path that leads out of the folder. */
export const outside = Symbol("outside");

export type SourceFolder = Awaited<ReturnType<typeof openSource>>;

/**
 * A folder to read from. Nothing outside of it is ever opened, whatever a path or a symbolic link
 * in it says.
 *
 * @throws FileRefused when it is no folder
 */
export async function openSource(folder: string) {
  const root = await realpath(folder).catch(() => null);
  if (root === null || !(await stat(root)).isDirectory()) {
    throw new FileRefused(`There is no folder ${folder}.`);
  }
  const inside = root.endsWith(sep) ? root : root + sep;

  /** The real path of a file in the folder; null where there is none. */
  async function find(path: string): Promise<string | typeof outside | null> {
    if (path.includes("\0")) return null;
    const wanted = join(inside, path);
    if (!wanted.startsWith(inside)) return outside;
    const real = await realpath(wanted).catch(() => null);
    if (real === null) return null;
    if (!real.startsWith(inside)) return outside;
    return (await stat(real)).isFile() ? real : null;
  }

  return {
    find,

    /** Paths of Markdown files in it, with slashes, sorted. Hidden folders and links are left out. */
    async markdown(): Promise<string[]> {
      const found: string[] = [];
      await walk("", 0);
      return found.toSorted();

      async function walk(at: string, depth: number): Promise<void> {
        for (const entry of await readdir(join(inside, at), { withFileTypes: true })) {
          const path = at === "" ? entry.name : `${at}/${entry.name}`;
          if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
          if (entry.isDirectory() && depth < maxDepth) await walk(path, depth + 1);
          if (entry.isFile() && /\.(md|markdown)$/i.test(entry.name)) found.push(path);
        }
      }
    },

    /** A whole file as text, or null where there is none. @throws FileRefused */
    async text(path: string, maxBytes = maxTextBytes): Promise<string | null> {
      const real = await find(path);
      if (real === null) return null;
      if (real === outside) throw new FileRefused("it leads out of the folder");
      const file = await open(real, "r");
      try {
        const { size } = await file.stat();
        if (size > maxBytes) {
          throw new FileRefused(`it is larger than ${Math.round(maxBytes / 1e6)} MB`);
        }
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
          await file.readFile(),
        );
      } catch (error) {
        if (error instanceof TypeError) throw new FileRefused("it is not UTF-8");
        throw error;
      } finally {
        await file.close();
      }
    },

    /** What the library wants to know of a file, which is read through once for its hash. */
    async media(real: string, name: string): Promise<IncomingMedia> {
      const hash = createHash("sha256");
      const firsts: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of createReadStream(real) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        if (bytes < headBytes) firsts.push(chunk);
        bytes += chunk.length;
      }
      const head = Buffer.concat(firsts).subarray(0, headBytes);
      const type = typeOfName(name) ?? "";
      const read = () => createReadStream(real) as AsyncIterable<Uint8Array>;
      return { name, type, bytes, sha256: hash.digest("hex"), head, open: read };
    },
  };
}
