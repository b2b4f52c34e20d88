import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

import { dataFormat, lockFolder, restoringName } from "@quoin/drivers/embedded";
import { createTarDecoder } from "modern-tar";

import { FileRefused } from "../transfer/front-matter.ts";
import type { Run } from "../transfer/teller.ts";
import {
  type Entry,
  isBackupPath,
  type Manifest,
  manifestName,
  maxManifestBytes,
  readManifest,
} from "./manifest.ts";

/** What a data folder may hold that is no site: the lock, and a restore that did not finish. */
const leftovers = new Set([
  "lock.db",
  "lock.db-wal",
  "lock.db-shm",
  "format",
  "lost+found",
  restoringName,
]);

interface Restore {
  dataFolder: string;
  file: string;
}

/**
 * Makes a backup the site of an empty data folder. Everything in it is read and checked before
 * anything is written; what is written has its place only when it is whole.
 *
 * @throws FileRefused, FolderRefused
 */
export async function restore({ dataFolder, file }: Restore, run: Run): Promise<void> {
  if (!existsSync(file)) throw new FileRefused(`There is no file ${file}.`);
  const wasThere = existsSync(dataFolder);
  await requireEmpty(dataFolder);
  const manifest = await checkBackup(file, await freeBytes(dataFolder), run).catch(named(file));
  const lock = await lockFolder(dataFolder, { restores: true });
  const staging = join(dataFolder, restoringName);
  try {
    await requireEmpty(dataFolder); // now that nobody else can fill it
    await rm(staging, { recursive: true, force: true });
    await rm(join(dataFolder, "blobs"), { recursive: true, force: true });
    await unpack(file, staging, manifest, run).catch(named(file));
    if (existsSync(join(staging, "blobs"))) {
      await rename(join(staging, "blobs"), join(dataFolder, "blobs"));
    }
    await rename(join(staging, "database"), join(dataFolder, "database")); // last: now it is a site
    await rm(staging, { recursive: true, force: true });
    lock.release();
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    lock.release();
    if (!existsSync(join(dataFolder, "database"))) await leaveNothing(dataFolder, wasThere);
    throw error;
  }
  run.tell.line(
    `The site of ${manifest.createdAt} is in ${dataFolder}. Everybody signs in again; nothing else was lost.`,
  );
}

/** Says which file it is that was refused. */
const named = (file: string) => (error: unknown) => {
  throw error instanceof FileRefused
    ? new FileRefused(`${file} was not restored: ${error.message}`)
    : error;
};

async function requireEmpty(folder: string): Promise<void> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  // An interrupted restore may have put its files in place; only the database makes them a site.
  const isHalf = names.includes(restoringName) && !names.includes("database");
  if (names.every((name) => leftovers.has(name) || (isHalf && name === "blobs"))) return;
  throw new FileRefused(
    `${folder} is not empty. A restore only fills an empty folder: set QUOIN_DATA to another one, or move this one away.`,
  );
}

async function leaveNothing(folder: string, wasThere: boolean): Promise<void> {
  for (const name of leftovers) {
    if (name !== "lost+found") await rm(join(folder, name), { recursive: true, force: true });
  }
  await rm(join(folder, "blobs"), { recursive: true, force: true });
  if (!wasThere) await rmdir(folder).catch(() => {});
}

async function freeBytes(folder: string): Promise<number> {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize } = await statfs(there);
  return bavail * bsize;
}

/** Reads a backup through and through. @throws FileRefused for anything but a whole one */
async function checkBackup(file: string, free: number, run: Run): Promise<Manifest> {
  const seen = new Map<string, Entry>();
  let bytes = 0;
  let manifest: Manifest | undefined;
  for await (const { name, size, isFolder, body } of entriesOf(file, run.signal)) {
    if (manifest) throw new FileRefused("it goes on behind its manifest.");
    if (name === manifestName && size <= maxManifestBytes) {
      manifest = readManifest(Buffer.concat(await all(body)).toString());
      continue;
    }
    if (!isBackupPath(name)) throw new FileRefused("it holds a path that no backup has.");
    if (seen.has(name)) throw new FileRefused("it holds one path twice.");
    bytes += size;
    if (bytes > free) {
      throw new FileRefused(`it holds more than the ${Math.floor(free / 1e6)} MB that are free.`);
    }
    seen.set(name, { path: name, bytes: size, sha256: isFolder ? "" : await hashOf(body) });
    if (seen.size % 100 === 0) run.tell.progress("Checked", seen.size, 0);
  }
  if (!manifest) throw new FileRefused("it has no manifest, so it is no whole backup of Quoin.");
  if (manifest.dataFormat !== dataFormat) {
    throw new FileRefused(
      `it holds data of format ${manifest.dataFormat}; this version of Quoin reads format ${dataFormat}.`,
    );
  }
  const isWhole =
    manifest.entries.length === seen.size &&
    manifest.entries.some(({ path }) => path === "database/PG_VERSION") &&
    manifest.entries.every((entry) => isSame(entry, seen.get(entry.path)));
  if (!isWhole) throw new FileRefused("what is in it is not what its manifest says.");
  return manifest;
}

const isSame = (one: Entry, other: Entry | undefined): boolean =>
  one.bytes === other?.bytes && one.sha256 === other.sha256;

/** Writes what was checked. Should the file have changed since, that is refused too. */
async function unpack(file: string, to: string, manifest: Manifest, run: Run): Promise<void> {
  const wanted = new Map(manifest.entries.map((entry) => [entry.path, entry]));
  let done = 0;
  for await (const { name, isFolder, body } of entriesOf(file, run.signal)) {
    if (name === manifestName) {
      await hashOf(body); // read on to the end
      continue;
    }
    const entry = wanted.get(name);
    if (!entry) throw new FileRefused("it changed while it was read.");
    const path = join(to, name);
    if (isFolder) {
      await mkdir(path, { recursive: true, mode: 0o700 });
    } else {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const hash = createHash("sha256");
      const target = createWriteStream(path, { mode: 0o600, flags: "wx", flush: true });
      await pipeline(hashing(body, hash), target);
      if (hash.digest("hex") !== entry.sha256)
        throw new FileRefused("it changed while it was read.");
    }
    wanted.delete(name);
    done += 1;
    run.tell.progress("Restored", done, manifest.entries.length);
  }
  if (wanted.size > 0) throw new FileRefused("it changed while it was read.");
}

interface Found {
  name: string;
  size: number;
  isFolder: boolean;
  body: AsyncIterable<Uint8Array>;
}

/** The entries of an archive, one after the other. @throws FileRefused for what is no archive */
async function* entriesOf(file: string, signal: AbortSignal): AsyncGenerator<Found> {
  const decoder = createTarDecoder({ strict: true });
  const writer = decoder.writable.getWriter();
  const source = createReadStream(file);
  const fed = pipeline(
    source,
    createGunzip(),
    async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) await writer.write(chunk);
      await writer.close();
    },
    { signal },
  );
  fed.catch((error: unknown) => writer.abort(error)).catch(() => {}); // whoever reads hears of it
  try {
    for await (const { header, body } of decoder.readable) {
      const { name, size, type } = header;
      if (type !== "file" && type !== "directory") {
        throw new FileRefused("it holds something that is neither a file nor a folder.");
      }
      yield { name, size, isFolder: type === "directory", body: bodyOf(body) };
    }
    await fed;
  } catch (error) {
    throw inWords(error);
  } finally {
    source.destroy();
  }
}

async function* bodyOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (error) {
    throw inWords(error);
  }
}

/** What a library says of an archive is no help to whoever runs a restore. */
function inWords(error: unknown): unknown {
  const isStopped = error instanceof Error && error.name === "AbortError";
  if (error instanceof FileRefused || isStopped || isSystem(error)) return error;
  return new FileRefused("it is damaged, or no backup of Quoin.");
}

/** Trouble with a disk, which is not the archive's. */
const isSystem = (error: unknown): boolean =>
  error instanceof Error && "syscall" in error && "errno" in error;

async function all(body: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return chunks;
}

async function hashOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of body) hash.update(chunk);
  return hash.digest("hex");
}

async function* hashing(body: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
}
