import { stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

import { openWorld } from "@quoin/api/testing";
import { afterEach, expect, test } from "vitest";

import { readConfig } from "../config.ts";
import { contentOf, openFolders, openRun, reader } from "../testing/folders.ts";
import { askRunning } from "./ask-running.ts";
import { openControl, socketOf } from "./control.ts";

const { services } = await openWorld();
const makeFolder = openFolders();
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
const quiet = { info: () => {}, error: () => {} };

async function openSite() {
  const dataFolder = await makeFolder();
  const config = readConfig({ QUOIN_DATA: dataFolder });
  const control = await openControl({ config, services, reader }, quiet);
  closers.push(control.close);
  return { dataFolder, close: control.close };
}

test("a running site does what is asked, for its owner alone", async () => {
  const { dataFolder } = await openSite();
  const socket = await stat(join(dataFolder, "run/control.sock"));
  expect(socket.isSocket()).toBe(true);
  expect(socket.mode & 0o777).toBe(0o600);
  expect((await stat(join(dataFolder, "run"))).mode & 0o777).toBe(0o700);

  const folder = await makeFolder();
  const run = openRun();
  expect(await askRunning(dataFolder, { name: "export", folder }, run)).toBe(true);
  expect(run.lines).toEqual([
    `0 posts, 0 pages, 0 drafts, 0 from the trash and 0 files of the library are in ${folder}.`,
  ]);
  expect(Object.keys(await contentOf(folder))).toContain("site.yml");
  const full = await makeFolder({ "mine.txt": "mine" });
  await expect(askRunning(dataFolder, { name: "export", folder: full }, openRun())).rejects.toThrow(
    /holds files that no export wrote/,
  );
});

test("a site that is stopped, or was killed, is not asked", async () => {
  const { dataFolder, close } = await openSite();
  await close();
  const command = { name: "export", folder: "/nowhere" } as const;
  expect(await askRunning(dataFolder, command, openRun())).toBeNull();
  const killed = await makeFolder({ "run/other": "" });
  const dead = createServer().listen(join(killed, "run/control.sock"));
  await new Promise((resolve) => void dead.close(resolve));
  await writeFile(join(killed, "run/control.sock"), ""); // what is left of one
  expect(await askRunning(killed, command, openRun())).toBeNull();
});

test("a site whose disk takes no sockets runs all the same, and its log says what it lacks", async () => {
  const dataFolder = await makeFolder({ "run/control.sock/in-the-way": "" });
  const config = readConfig({ QUOIN_DATA: dataFolder });
  const said: string[] = [];
  const log = { info: () => {}, error: (text: string) => void said.push(text) };
  const control = await openControl({ config, services, reader }, log);
  await control.close();
  expect(said).toEqual([expect.stringMatching(/^commands cannot reach this site/)]);
});

test("a socket whose path no system takes is not opened", () => {
  expect(socketOf(`/${"long/".repeat(30)}`)).toBeNull();
});
