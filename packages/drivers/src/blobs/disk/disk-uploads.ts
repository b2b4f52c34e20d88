import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import type { BegunRef, BlobHead, StoredPart, UploadName } from "../blob-store.ts";
import { BlobMismatch, ifThere } from "../blob-store.ts";
import { measured } from "../measured.ts";
import { requireParts } from "../parts.ts";
import { type Folders, onDisk, onDiskOrMissing, place, writeDraft } from "./disk-files.ts";
import type { DiskObjects } from "./disk-objects.ts";

const isUploadId = /^[0-9a-f-]{36}$/;

/** Uploads in parts: a folder each, with one file per part and the key it is for. */
export function openDiskUploads(folders: Folders, objects: DiskObjects) {
  const folderOf = (uploadId: string) => {
    if (!isUploadId.test(uploadId)) throw new TypeError("that is not an upload id");
    return join(folders.uploads, uploadId);
  };
  const keyFile = (uploadId: string) => join(folderOf(uploadId), "key");
  const partFile = (uploadId: string, number: number) => join(folderOf(uploadId), String(number));

  /** What is absent is empty. */
  const orNone = async <Item>(work: () => Promise<Item[]>): Promise<Item[]> =>
    (await ifThere(onDiskOrMissing(folders, work))) ?? [];

  async function stored(uploadId: string): Promise<StoredPart[]> {
    const names = await orNone(() => readdir(folderOf(uploadId)));
    const numbers = names
      .map(Number)
      .filter(Number.isInteger)
      .toSorted((a, b) => a - b);
    return Promise.all(
      numbers.map(async (number) => {
        const { size } = await onDiskOrMissing(folders, () => stat(partFile(uploadId, number)));
        return { number, bytes: size };
      }),
    );
  }

  return {
    stored,

    async open(key: string): Promise<string> {
      const uploadId = randomUUID();
      await onDisk(() => mkdir(folderOf(uploadId), { mode: 0o700 }));
      await place(await writeDraft(folders, [Buffer.from(key)]), keyFile(uploadId));
      return uploadId;
    },

    /** A part may be sent again; the last one that arrived whole is kept. */
    async writePart(uploadId: string, number: number, body: AsyncIterable<Uint8Array>) {
      await onDiskOrMissing(folders, () => stat(keyFile(uploadId))); // BlobMissing once abandoned or completed
      await place(await writeDraft(folders, body), partFile(uploadId, number));
    },

    async complete(ref: BegunRef & { uploadId: string }): Promise<BlobHead> {
      const parts = await stored(ref.uploadId);
      if (parts.length === 0) {
        const made = await objects.head(ref.key); // completed before, or never begun
        if (made.bytes !== ref.bytes) throw new BlobMismatch("the object has another size");
        return made;
      }
      requireParts(ref, parts);
      const whole = joined(parts.map(({ number }) => partFile(ref.uploadId, number)));
      const head = await objects.write(ref.key, measured(whole, { maxBytes: ref.bytes }), ref);
      await rm(folderOf(ref.uploadId), { recursive: true, force: true });
      return head;
    },

    abandon: (uploadId: string) =>
      onDisk(() => rm(folderOf(uploadId), { recursive: true, force: true })),

    async *unfinished(olderThan: Date): AsyncGenerator<UploadName> {
      for (const uploadId of await orNone(() => readdir(folders.uploads))) {
        const [begun] = await orNone(async () => [await stat(keyFile(uploadId))]);
        if (!begun || begun.mtime >= olderThan) continue;
        yield {
          key: await onDiskOrMissing(folders, () => readFile(keyFile(uploadId), "utf8")),
          uploadId,
        };
      }
    },
  };
}
export type DiskUploads = ReturnType<typeof openDiskUploads>;

async function* joined(files: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const file of files) yield* createReadStream(file, { highWaterMark: 1024 * 1024 });
}
