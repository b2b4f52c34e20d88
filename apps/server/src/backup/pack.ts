import { createHash } from "node:crypto";
import { open, opendir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";

import { createTarPacker } from "modern-tar";

import { FileRefused } from "../transfer/front-matter.ts";
import type { Run } from "../transfer/teller.ts";
import { type Entry, isBackupPath, type Manifest, manifestName } from "./manifest.ts";

interface Packed {
  /** Folders on this disk, by the name they have in the archive. */
  folders: ReadonlyMap<string, string>;
  about: Omit<Manifest, "entries">;
}

/** A tar of these folders, and behind them the manifest that says what they held. */
export function packFolders({ folders, about }: Packed, { tell, signal }: Run): Readable {
  const { readable, controller } = createTarPacker();
  const entries: Entry[] = [];

  async function pack(): Promise<void> {
    for (const [name, folder] of folders) {
      for await (const { path, isFolder } of walk(folder, name)) {
        signal.throwIfAborted();
        if (!isBackupPath(path))
          throw new FileRefused(`${join(folder, path)} has a name no site gives.`);
        if (isFolder) await addFolder(path);
        else await addFile(path, join(folder, path.slice(name.length + 1)));
        if (entries.length % 100 === 0) tell.progress("Packed", entries.length, 0);
      }
    }
    const manifest = Buffer.from(JSON.stringify({ ...about, entries }));
    await add({ name: manifestName, size: manifest.length }, [manifest]);
    controller.finalize();
  }

  async function addFolder(path: string): Promise<void> {
    await add({ name: `${path}/`, size: 0, type: "directory", mode: 0o700 }, []);
    entries.push({ path: `${path}/`, bytes: 0, sha256: "" });
  }

  async function addFile(path: string, file: string): Promise<void> {
    const handle = await open(file, "r").catch((error: unknown) => {
      if (isAbsent(error)) return null; // collected since the folder was listed
      throw error;
    });
    if (handle === null) return;
    try {
      const { size } = await handle.stat();
      const hash = createHash("sha256");
      const body = handle.createReadStream({ end: Math.max(size - 1, 0) });
      await add({ name: path, size }, size === 0 ? [] : body, hash);
      entries.push({ path, bytes: size, sha256: hash.digest("hex") });
    } finally {
      await handle.close(); // also of what nobody reads on
    }
  }

  type Header = Parameters<typeof controller.add>[0];
  async function add(
    header: Header,
    body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    hash = createHash("sha256"),
  ): Promise<void> {
    const writer = controller
      .add({ mode: 0o600, mtime: new Date(about.createdAt), ...header })
      .getWriter();
    for await (const chunk of body) {
      hash.update(chunk);
      await writer.write(chunk);
    }
    await writer.close();
  }

  pack().catch((error: unknown) => controller.error(error));
  return Readable.from(readable);
}

/** Folders before what is in them, everything in the order of its name. */
async function* walk(
  folder: string,
  name: string,
): AsyncGenerator<{ path: string; isFolder: boolean }> {
  yield { path: name, isFolder: true };
  const found: { name: string; isFolder: boolean }[] = [];
  for await (const entry of await opendir(folder)) {
    if (!entry.isFile() && !entry.isDirectory()) {
      throw new FileRefused(`${join(folder, entry.name)} is neither a file nor a folder.`);
    }
    if (entry.name !== "postmaster.pid")
      found.push({ name: entry.name, isFolder: entry.isDirectory() });
  }
  found.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of found) {
    const path = `${name}/${entry.name}`;
    if (entry.isFolder) yield* walk(join(folder, entry.name), path);
    else yield { path, isFolder: false };
  }
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";
