import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

import { dataFormat } from "@quoin/drivers/embedded";

import packageFile from "../../package.json" with { type: "json" };
import { FileRefused } from "../transfer/front-matter.ts";
import type { Run } from "../transfer/teller.ts";
import { backupFormat } from "./manifest.ts";
import { packFolders } from "./pack.ts";

interface Backup {
  /** `QUOIN_DATA`, which nobody else has open. */
  dataFolder: string;
  /** The file to write: its name is its own only once it is whole. */
  file: string;
  /** Writes the database's files elsewhere while it is at work. Absent when it is at rest. */
  copyDatabase?: ((folder: string) => Promise<void>) | undefined;
}

/**
 * Writes everything an embedded site keeps, but sessions and what can be made anew, to one file that
 * only its owner can read. Files of the library never change, so that they are packed after the
 * database, of which a copy of one moment is taken.
 *
 * @throws FileRefused
 */
export async function backUp({ dataFolder, file, copyDatabase }: Backup, run: Run): Promise<void> {
  if (existsSync(file)) throw new FileRefused(`${file} is there already. Choose another name.`);
  if (!existsSync(dirname(file))) throw new FileRefused(`There is no folder ${dirname(file)}.`);
  const database = join(dataFolder, "database");
  if (!existsSync(database)) throw new FileRefused(`There is no site in ${dataFolder}.`);
  const work = join(dataFolder, "backup-work");
  const draft = `${file}.${randomUUID().slice(0, 8)}.unfinished`;
  await rm(work, { recursive: true, force: true }); // of a process that was killed
  try {
    if (copyDatabase) {
      await mkdir(work, { mode: 0o700 });
      await copyDatabase(join(work, "database"));
    }
    const folders = new Map([["database", copyDatabase ? join(work, "database") : database]]);
    for (const name of ["blobs/objects", "blobs/facts"]) {
      if (existsSync(join(dataFolder, name))) folders.set(name, join(dataFolder, name));
    }
    const about = {
      format: backupFormat,
      quoin: packageFile.version,
      createdAt: new Date().toISOString(),
      dataFormat,
    } as const;
    const target = createWriteStream(draft, { mode: 0o600, flags: "wx", flush: true });
    await pipeline(packFolders({ folders, about }, run), createGzip(), target, {
      signal: run.signal,
    });
    if (existsSync(file)) throw new FileRefused(`${file} is there already. Choose another name.`);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
    await rm(work, { recursive: true, force: true });
  }
  const megabytes = ((await stat(file)).size / 1e6).toFixed(1);
  run.tell.line(
    `The site is in ${file} (${megabytes} MB). Whoever has that file has every word of it.`,
  );
}
