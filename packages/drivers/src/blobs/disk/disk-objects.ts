import { randomUUID } from "node:crypto";
import { link, open, opendir, readFile, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";

import { checkKey } from "../blob-key.ts";
import {
  type BlobBody,
  type BlobHead,
  type ByteRange,
  ifThere,
  type ServeFacts,
} from "../blob-store.ts";
import { codeOf, type Folders, onDisk, onDiskOrMissing, place, writeDraft } from "./disk-files.ts";
import { rangeWithin } from "./range.ts";

type Facts = Pick<ServeFacts, "type" | "download">;

/** Whole objects: each a plain file, with a small file of facts in a tree of the same shape. */
export function openDiskObjects(folders: Folders) {
  const fileOf = (key: string) => join(folders.objects, checkKey(key));
  const factsOf = (key: string) => `${join(folders.facts, checkKey(key))}.json`;

  /** The facts come before the object: whoever finds an object finds its facts. */
  async function placeWithFacts(
    draft: string,
    key: string,
    { type, download }: Facts,
    createOnly?: boolean,
  ): Promise<BlobHead> {
    const facts = await writeDraft(folders, [Buffer.from(JSON.stringify({ type, download }))]);
    await place(facts, factsOf(key));
    await place(draft, fileOf(key), createOnly);
    return head(key);
  }

  async function head(key: string): Promise<BlobHead> {
    return onDiskOrMissing(folders, async () => {
      const { size, mtimeMs } = await stat(fileOf(key));
      const facts = JSON.parse(await readFile(factsOf(key), "utf8")) as Facts; // written above
      const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
      return { key, bytes: size, etag, ...facts };
    });
  }

  return {
    head,

    /** @throws EEXIST from the system when `createOnly` finds an object */
    async write(
      key: string,
      body: AsyncIterable<Uint8Array>,
      facts: Facts,
      { createOnly = false } = {},
    ): Promise<BlobHead> {
      checkKey(key);
      return placeWithFacts(await writeDraft(folders, body), key, facts, createOnly);
    },

    async read(key: string, asked?: ByteRange, signal?: AbortSignal): Promise<BlobBody> {
      const found = await head(key);
      const range = asked && rangeWithin(asked, found.bytes);
      const file = await onDiskOrMissing(folders, () => open(fileOf(key), "r"));
      const stream = file.createReadStream({
        ...(range && { start: range.first, end: range.last }),
        ...(signal && { signal }),
      });
      // Node's own web stream of bytes; its declared type is older than TypeScript's.
      const web = Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
      return { head: found, stream: web, ...(range && { range }) };
    },

    /**
     * Another name for the same bytes: objects are never written to once they exist. Both are as young
     * as the copy, since they share their time.
     */
    async copy(from: string, to: string, facts: Facts): Promise<BlobHead> {
      const draft = join(folders.tmp, randomUUID());
      await onDiskOrMissing(folders, () => link(fileOf(from), draft));
      const now = new Date();
      await onDisk(() => utimes(draft, now, now));
      return placeWithFacts(draft, to, facts);
    },

    async remove(keys: readonly string[]): Promise<void> {
      for (const key of keys) {
        await onDisk(async () => {
          await rm(fileOf(key), { force: true });
          await rm(factsOf(key), { force: true });
        });
      }
    },

    async *list(prefix: string) {
      const folder = prefix.includes("/") ? dirname(`${prefix}x`) : "";
      for await (const key of keysUnder(folders.objects, folder)) {
        if (!key.startsWith(prefix)) continue;
        const found = await ifThere(onDiskOrMissing(folders, () => stat(fileOf(key))));
        if (found) yield { key, bytes: found.size, at: found.mtime }; // removed meanwhile
      }
    },
  };
}
export type DiskObjects = ReturnType<typeof openDiskObjects>;

/** Keys in the order of their text, as S3 lists them: a folder sorts with its slash. */
async function* keysUnder(root: string, folder: string): AsyncGenerator<string> {
  const names: string[] = [];
  try {
    for await (const entry of await opendir(join(root, folder))) {
      names.push(entry.isDirectory() ? `${entry.name}/` : entry.name);
    }
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    await onDisk(() => Promise.reject(error));
  }
  for (const name of names.toSorted()) {
    const key = folder === "" ? name : `${folder}/${name}`;
    if (name.endsWith("/")) yield* keysUnder(root, key.slice(0, -1));
    else yield key;
  }
}
