import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

import fc from "fast-check";
import { expect, onTestFinished } from "vitest";

import { backUp } from "../../backup/back-up.ts";
import { restore } from "../../backup/restore.ts";
import { openRun } from "../../testing/folders.ts";
import { bent } from "../bent.ts";

/** Backups that are restored: the archive bent, or what it is packed in. */
export async function archives() {
  const work = await mkdtemp(join(tmpdir(), "quoin-fuzz-"));
  onTestFinished(() => rm(work, { recursive: true }));
  const site = join(work, "site");
  await mkdir(join(site, "database/base/1"), { recursive: true });
  await mkdir(join(site, "blobs/objects/media"), { recursive: true });
  await writeFile(join(site, "database/PG_VERSION"), "17\n");
  await writeFile(join(site, "database/base/1/2619"), "rows".repeat(200));
  await writeFile(join(site, "blobs/objects/media/a"), "bytes");
  await backUp({ dataFolder: site, file: join(work, "whole") }, openRun());
  const packed = await readFile(join(work, "whole"));
  const tokens = [
    "../../x",
    "ustar\0",
    "./database/",
    "manifest.json",
    "\0".repeat(512),
    '"format":2',
  ];
  const inside = bent(gunzipSync(packed), tokens).map((tar) => gzipSync(tar));
  return fc.asyncProperty(fc.oneof(bent(packed), inside), async (archive) => {
    const [file, dataFolder] = [join(work, "bent"), join(work, "data")];
    await writeFile(file, archive);
    const refused = await restore({ dataFolder, file }, openRun()).then(
      () => null,
      (error: Error) => error,
    );
    if (refused !== null)
      expect([refused.name, await there(dataFolder)]).toEqual(["FileRefused", []]);
    else expect(await there(dataFolder)).toContain("database");
    await rm(dataFolder, { recursive: true, force: true });
  });
}

const there = (folder: string) => readdir(folder).catch(() => [] as string[]);
