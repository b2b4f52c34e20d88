import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { FolderRefused, lockFolder } from "./lock-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quoin-lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a data folder is one process's at a time", async () => {
  const first = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderRefused);
  first.release();
  (await lockFolder(folder)).release();
});

test("data of a format this version cannot read is refused in words, and left alone", async () => {
  await writeFile(join(folder, "format"), "99\n");
  await expect(lockFolder(folder)).rejects.toThrow(
    /format 99; this version of Quoin reads format 1/,
  );
  await writeFile(join(folder, "format"), "1\n");
  (await lockFolder(folder)).release();
});

test("a restore that did not finish is no site, but can be begun again", async () => {
  await mkdir(join(folder, ".restoring", "database"), { recursive: true });
  await expect(lockFolder(folder)).rejects.toThrow(/did not finish/);
  (await lockFolder(folder, { restores: true })).release();
  await mkdir(join(folder, "database")); // its last step
  (await lockFolder(folder)).release();
});
