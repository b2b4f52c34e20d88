import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";

import { packTar } from "modern-tar";
import { expect, test } from "vitest";

import { contentOf, openFolders, openRun } from "../testing/folders.ts";
import { backUp } from "./back-up.ts";
import { restore } from "./restore.ts";

const makeFolder = openFolders();

// Enough for a manifest that no buffer holds.
const many = Array.from({ length: 800 }, (_, nth) => [
  `blobs/objects/media/${"long-".repeat(40)}${nth}`,
  `${nth}`,
]);

const site = {
  ...Object.fromEntries(many),
  format: "1\n",
  secret: "not in a backup",
  "sessions.db": "nor this",
  "database/PG_VERSION": "17\n",
  "database/base/1/2619_vm": "rows",
  "database/postmaster.pid": "-42",
  "blobs/objects/originals/01990000-0000-7000-8000-000000000001": "bytes",
  "blobs/facts/originals/01990000-0000-7000-8000-000000000001.json": "{}",
  "blobs/tmp/half": "half",
};

async function backedUp(files: Record<string, string> = site) {
  const dataFolder = await makeFolder(files);
  await mkdir(join(dataFolder, "database/pg_notify"));
  const file = join(await makeFolder(), "site.tar.gz");
  await backUp({ dataFolder, file }, openRun());
  return { dataFolder, file };
}

async function fresh() {
  return join(await makeFolder(), "data");
}

test("a backup holds the database and the files, for its owner alone, and comes back whole", async () => {
  const { file } = await backedUp();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const dataFolder = await fresh();
  await restore({ dataFolder, file }, openRun());
  const back = await contentOf(dataFolder);
  const kept = Object.keys(site).filter((path) => /^(database|blobs\/(objects|facts))/.test(path));
  for (const path of kept.filter((one) => !one.endsWith(".pid"))) {
    expect(back[path], path).toBe(site[path as keyof typeof site]);
  }
  expect(Object.keys(back).filter((path) => !/^(database|blobs|lock)/.test(path))).toEqual([
    "format",
  ]);
  expect(back["database/postmaster.pid"]).toBeUndefined();
  expect((await stat(join(dataFolder, "database/pg_notify"))).isDirectory()).toBe(true);
  expect((await stat(join(dataFolder, "database"))).mode & 0o777).toBe(0o700);
  // Any tar reads it.
  expect(execFileSync("tar", ["-tzf", file]).toString()).toContain("database/base/1/2619_vm\n");
});

test("a backup replaces nothing, and a site is not restored over another", async () => {
  const { file, dataFolder } = await backedUp();
  await expect(backUp({ dataFolder, file }, openRun())).rejects.toThrow(/is there already/);
  await expect(restore({ dataFolder, file }, openRun())).rejects.toThrow(/is not empty/);
  const other = await makeFolder({ "notes.txt": "mine" });
  await expect(restore({ dataFolder: other, file }, openRun())).rejects.toThrow(/is not empty/);
  expect(await readdir(other)).toEqual(["notes.txt"]);
  await expect(backUp({ dataFolder: other, file: `${file}.2` }, openRun())).rejects.toThrow(
    /no site/,
  );
  const nowhere = join(other, "nowhere");
  await expect(
    backUp({ dataFolder: other, file: join(nowhere, "a.tar.gz") }, openRun()),
  ).rejects.toThrow(`There is no folder ${nowhere}.`);
});

test("a backup that is stopped at any moment leaves nothing behind, and no file open", async () => {
  const noise = Array.from({ length: 80 }, (_, nth) => [
    `database/base/1/${nth}`,
    randomBytes(200_000),
  ]);
  const dataFolder = await makeFolder({
    "database/PG_VERSION": "17\n",
    ...Object.fromEntries(noise),
  });
  const target = await makeFolder();
  for (let turns = 1; turns < 200; turns += 1) {
    const stopping = new AbortController();
    const run = { ...openRun(), signal: stopping.signal };
    const stopped = expect(backUp({ dataFolder, file: join(target, "site") }, run)).rejects;
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    stopping.abort();
    await stopped.toThrow(/aborted/);
    await expect.poll(() => openFilesIn(dataFolder), { interval: 1 }).toEqual([]);
  }
  expect(await readdir(target)).toEqual([]);
});

/** The files of a folder that this process has open, where the system tells. */
async function openFilesIn(folder: string): Promise<string[]> {
  const all = await readdir("/proc/self/fd");
  const files = await Promise.all(all.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
  return files.filter((file) => file.startsWith(folder));
}

/** An archive with a manifest that fits it, unless told otherwise. */
async function archive(
  entries: {
    name: string;
    body?: string;
    type?: "file" | "symlink" | "link" | "directory";
    linkname?: string;
    size?: number;
  }[],
  change: (manifest: Record<string, unknown>) => unknown = (manifest) => manifest,
) {
  const { createHash } = await import("node:crypto");
  const listed = entries.map(({ name, body = "" }) => ({
    path: name,
    bytes: body.length,
    sha256: name.endsWith("/") ? "" : createHash("sha256").update(body).digest("hex"),
  }));
  const about = { format: 1, quoin: "0", createdAt: "2026-01-01T00:00:00.000Z", dataFormat: 1 };
  const manifest = JSON.stringify(change({ ...about, entries: listed }));
  const tar = await packTar([
    ...entries.map(({ name, body = "", type = "file" as const, linkname }) => ({
      header: { name, size: body.length, type, ...(linkname && { linkname }) },
      body,
    })),
    { header: { name: "manifest.json", size: manifest.length }, body: manifest },
  ]);
  const file = join(await makeFolder(), "x.tar.gz");
  await writeFile(file, gzipSync(tar));
  return file;
}

async function altered(content: Uint8Array) {
  const file = join(await makeFolder(), "x.tar.gz");
  await writeFile(file, content);
  return file;
}

const version = { name: "database/PG_VERSION", body: "17" };

test("what is no whole backup is refused before anything is written", async () => {
  const { file: good } = await backedUp();
  const bytes = await readFile(good);
  const tar = gunzipSync(bytes);
  const flipped = Buffer.from(tar);
  flipped[flipped.indexOf("rows")] = 0x52;
  const bad: [string, string, RegExp][] = [
    ["cut short", await altered(bytes.subarray(0, bytes.length - 40)), /damaged/],
    ["cut between entries", await altered(gzipSync(tar.subarray(0, 1024))), /damaged|no manifest/],
    ["other bytes", await altered(gzipSync(flipped)), /not what its manifest says/],
    ["no archive", await altered(Buffer.from("hello")), /damaged/],
    ["empty", await altered(new Uint8Array()), /damaged|no manifest/],
    [
      "climbs",
      await archive([version, { name: "database/../../evil", body: "x" }]),
      /no backup has/,
    ],
    ["absolute", await archive([version, { name: "/etc/evil", body: "x" }]), /no backup has/],
    ["elsewhere", await archive([version, { name: "secret", body: "x" }]), /no backup has/],
    [
      "a link",
      await archive([version, { name: "database/x", type: "symlink", linkname: "/etc" }]),
      /neither a file/,
    ],
    [
      "a hard link",
      await archive([version, { name: "database/x", type: "link", linkname: "/etc/passwd" }]),
      /neither a file/,
    ],
    ["twice", await archive([version, version]), /twice/],
    [
      "no database",
      await archive([{ name: "blobs/objects/x", body: "x" }]),
      /not what its manifest/,
    ],
    ["other format", await archive([version], (it) => ({ ...it, format: 2 })), /format 2/],
    [
      "other data",
      await archive([version], (it) => ({ ...it, dataFormat: 9 })),
      /data of format 9/,
    ],
    [
      "one too few",
      await archive([version, { name: "database/x", body: "" }], (it) => ({
        ...it,
        entries: (it.entries as unknown[]).slice(1),
      })),
      /not what its manifest/,
    ],
    ["a manifest of nonsense", await archive([version], () => "x"), /manifest is damaged/],
  ];
  for (const [name, file, why] of bad) {
    const dataFolder = await fresh();
    await expect(restore({ dataFolder, file }, openRun()), name).rejects.toThrow(why);
    await expect(stat(dataFolder), name).rejects.toThrow(/ENOENT/);
  }
});

test("a claim larger than the disk is refused by its header", async () => {
  const header = (await packTar([{ header: { name: "database/x", size: 0 } }])).slice(0, 512);
  header.set([0x80, 0, 0, 0, 0, 0x04, 0, 0, 0, 0, 0, 0], 124); // 2 to the 50th, as GNU tar writes it
  header.set(Buffer.from("        "), 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(Buffer.from(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  const file = join(await makeFolder(), "x.tar.gz");
  await writeFile(file, gzipSync(header));
  const dataFolder = await fresh();
  await expect(restore({ dataFolder, file }, openRun())).rejects.toThrow(/more than the .* free/);
  await expect(stat(dataFolder)).rejects.toThrow(/ENOENT/);
});

test("an interrupted restore is begun again, and leaves nothing when it fails", async () => {
  const { file } = await backedUp();
  const dataFolder = await makeFolder({
    format: "1\n",
    ".restoring/database/PG_VERSION": "half",
    "blobs/objects/half": "half",
  });
  await restore({ dataFolder, file }, openRun());
  const back = await contentOf(dataFolder);
  expect(back["database/PG_VERSION"]).toBe("17\n");
  expect(Object.keys(back).filter((path) => /half|restoring/.test(path))).toEqual([]);
});

test("a backup that fails leaves no file, and takes no link with it", async () => {
  const { dataFolder, file } = await backedUp();
  await rename(file, `${file}.first`);
  await symlink("/etc/passwd", join(dataFolder, "blobs/objects/link"));
  await expect(backUp({ dataFolder, file }, openRun())).rejects.toThrow(
    /neither a file nor a folder/,
  );
  expect(await readdir(join(file, ".."))).toEqual(["site.tar.gz.first"]);
  expect(await readdir(dataFolder)).not.toContain("backup-work");
});
