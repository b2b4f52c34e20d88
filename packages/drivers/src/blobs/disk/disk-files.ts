import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

import { StoreUnavailable } from "../../store-unavailable.ts";
import { BlobMissing } from "../blob-store.ts";

/** The folders of a disk store. What a killed process left in `tmp` is cleared here. */
export function openFolders(root: string) {
  const folders = {
    objects: join(root, "objects"),
    /** Type and file name of each object, beside it in a tree of the same shape. */
    facts: join(root, "facts"),
    uploads: join(root, "uploads"),
    tmp: join(root, "tmp"),
  };
  rmSync(folders.tmp, { recursive: true, force: true });
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folders;
}
export type Folders = ReturnType<typeof openFolders>;

/**
 * Writes a whole stream to a flushed file in `tmp` and gives its name. Leaves nothing when the
 * source fails, whose own error is thrown as it is.
 */
export async function writeDraft(
  folders: Folders,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  const draft = join(folders.tmp, randomUUID());
  const file = await onDisk(() => open(draft, "wx", 0o600));
  try {
    for await (const chunk of body) await onDisk(() => writeAll(file, chunk));
    await onDisk(() => file.sync());
    return draft;
  } catch (error) {
    await onDisk(() => rm(draft, { force: true }));
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * Puts a draft where it belongs, in one step that others see whole or not at all. `createOnly`
 * throws EEXIST when something is there. The draft is gone afterwards, either way.
 */
export async function place(draft: string, target: string, createOnly = false): Promise<void> {
  try {
    await onDisk(async () => {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await (createOnly ? link(draft, target) : rename(draft, target));
    });
  } finally {
    await onDisk(() => rm(draft, { force: true }));
  }
}

/** Write may take less than it is given. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength;) {
    at += (await file.write(chunk, at)).bytesWritten;
  }
}

/** Runs file work. Trouble is the store's, but for a name that is taken: that is EEXIST. */
export async function onDisk<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BlobMissing || codeOf(error) === "EEXIST") throw error;
    throw new StoreUnavailable("the folder of files did not answer", { cause: error });
  }
}

/**
 * Runs file work in which what is not there is a missing blob; unless the whole folder is not
 * there, as when a volume is not mounted.
 */
export const onDiskOrMissing = <Answer>(
  { objects }: Folders,
  work: () => Promise<Answer>,
): Promise<Answer> =>
  onDisk(() =>
    work().catch(async (error: unknown) => {
      if (codeOf(error) !== "ENOENT") throw error;
      await stat(objects);
      throw new BlobMissing("there is no such blob");
    }),
  );

/** The system's name of an error, such as ENOENT. */
export const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;
