import { link, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { contentOf, openFolders } from "../testing/folders.ts";
import { openExportFolder } from "./export-folder.ts";

const makeFolder = openFolders();

async function exported(folder: string, files: Record<string, string>): Promise<void> {
  const target = await openExportFolder(folder);
  for (const [path, text] of Object.entries(files)) await target.write(path, text);
  await target.finish();
}

test("an export takes the place of no file that somebody else put there", async () => {
  const folder = await makeFolder({ "posts/one.md": "One." });
  await expect(exported(folder, {})).rejects.toThrow(/holds files that no export wrote/);

  const own = await makeFolder();
  await exported(own, { "posts/one.md": "One." });
  await writeFile(join(own, "posts/two.md"), "Mine.");
  const again = exported(own, { "posts/one.md": "One, new.", "posts/two.md": "Two." });
  await expect(again).rejects.toThrow(/posts\/two\.md is in the way/);
  expect((await contentOf(own))["posts/two.md"]).toBe("Mine.");
});

test("a file whose name only changed its capitals is still there on a disk that takes both for one", async () => {
  const folder = await makeFolder();
  await exported(folder, { "media/Photo.jpg": "old" });
  const target = await openExportFolder(folder);
  await target.write("media/photo.jpg", "new");
  // As such a disk would show it: one file by two names.
  await rm(join(folder, "media/Photo.jpg"));
  await link(join(folder, "media/photo.jpg"), join(folder, "media/Photo.jpg"));
  expect(await target.finish()).toEqual({ removed: 0 });
  expect(await readdir(join(folder, "media"))).toContain("photo.jpg");
});

test("only its owner can read a folder that an export makes: drafts are in it", async () => {
  const folder = join(await makeFolder(), "site");
  await exported(folder, { "drafts/secret.md": "Not yet." });
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test("a file where the folder is to be is named as it was typed", async () => {
  const file = join(await makeFolder({ "a.txt": "a" }), "a.txt");
  await expect(exported(file, {})).rejects.toThrow(`${file} is a file, not a folder.`);
});
