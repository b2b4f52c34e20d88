import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, type Page } from "@playwright/test";

import { signInAs } from "./sign-in.ts";
import { journey, quoinScript, type Site } from "./site.ts";

const test = journey({ seed: true });
let work: string;
test.beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), "quoin-leaving-"));
});
test.afterEach(() => rm(work, { recursive: true, force: true }));

/** Runs a command on a data folder, as somebody in a shell would. */
function start(data: string, ...args: string[]): ChildProcess {
  const env = { ...process.env, NODE_ENV: undefined, QUOIN_DATA: data, PORT: "1" };
  return spawn(process.execPath, [quoinScript, ...args], { env });
}

async function quoin(data: string, ...args: string[]): Promise<{ code: unknown; said: string }> {
  const child = start(data, ...args);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (said += text));
  const [code] = await once(child, "close");
  return { code, said };
}

/** Every file of a folder, as text that can be compared. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile())
      files[path.slice(folder.length + 1)] = (await readFile(path)).toString("latin1");
  }
  return files;
}

async function exported(data: string, name: string): Promise<Record<string, string>> {
  const folder = join(work, name);
  expect(await quoin(data, "export", folder)).toMatchObject({ code: 0 });
  return filesOf(folder);
}

test("a backup taken while somebody writes is restored with every word acknowledged before it", async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  const writing = await write(page, site);
  const before = await writing.next();
  const file = join(work, "site.tar.gz");
  const packing = quoin(site.folder, "backup", file);
  let after = before;
  do after = await writing.next();
  while ((await Promise.race([packing, Promise.resolve("not yet")])) === "not yet");
  expect(await packing).toMatchObject({ code: 0 });
  expect(after).toBeGreaterThan(before);

  expect((await quoin(site.folder, "restore", file)).said).toContain("is not empty");
  const restored = join(work, "restored");
  expect(await quoin(restored, "restore", file)).toMatchObject({ code: 0 });
  const [here, there] = [await exported(site.folder, "here"), await exported(restored, "there")];
  const { [writing.file]: mine = "", "files.sha256": _, ...rest } = there;
  const saved = Number(/save (\d+)/.exec(mine)?.[1]);
  expect(saved).toBeGreaterThanOrEqual(before);
  expect(saved).toBeLessThanOrEqual(after);
  const { [writing.file]: __, "files.sha256": ___, ...others } = here;
  expect(rest).toEqual(others);
});

/** A draft that is saved again and again: `next` saves once more and gives the version acknowledged. */
async function write(page: Page, site: Site) {
  await signInAs(page, "Mara");
  const ask = async (procedure: string, data: object) => {
    const answer = await page.request.post(`${site.url}/trpc/${procedure}`, {
      data,
      headers: { origin: site.url },
    });
    expect(answer.status()).toBe(200);
    return (await answer.json()).result.data;
  };
  const draft = await ask("draft.create", { title: "Being Written" });
  let { version } = draft;
  return {
    file: "drafts/being-written.md",
    next: async (): Promise<number> => {
      ({ version } = await ask("draft.save", {
        id: draft.id,
        version,
        body: `save ${version + 1}`,
      }));
      return version;
    },
  };
}

test("a site leaves as files and arrives elsewhere as it was, even when the way is cut short", async ({
  site,
}) => {
  test.setTimeout(180_000);
  const before = await exported(site.folder, "export");
  expect(Object.keys(before)).toContain("posts/the-grid-is-a-promise.md");
  // Any machine can check that nothing is missing.
  execFileSync("sha256sum", ["--check", "--quiet", "files.sha256"], { cwd: join(work, "export") });

  const elsewhere = join(work, "elsewhere");
  const killed = start(elsewhere, "import", join(work, "export"));
  let made = 0;
  killed.stdout?.on("data", (text) => {
    made += String(text).split("\n").length - 1;
    if (made > 5) killed.kill("SIGKILL");
  });
  const [, signal] = await once(killed, "close");
  expect(signal).toBe("SIGKILL");
  expect(existsSync(join(elsewhere, "database"))).toBe(true);

  const whole = await quoin(elsewhere, "import", join(work, "export"));
  expect(whole).toMatchObject({ code: 0 });
  expect(whole.said).toMatch(/, 0 conflict, 0 skipped\.$/m);
  expect(await exported(elsewhere, "again")).toEqual(before);
  const twice = await quoin(elsewhere, "import", join(work, "export"));
  expect(twice.said).toMatch(/^0 made, 0 updated, \d+ same, 0 conflict, 0 skipped\.$/m);
});

test("what is typed wrongly, or cannot be, is said in words", async ({ site }) => {
  const wrong: [number, RegExp, string[]][] = [
    [2, /^Name the folder\.\nSee quoin export --help\n$/, ["export"]],
    [2, /^There is no command publish\./, ["publish"]],
    [1, /^There is no folder .*nowhere\.\n$/, ["import", join(work, "nowhere")]],
    [1, /holds files that no export wrote/, ["export", site.folder]],
    [1, /^There is no folder .*nowhere\.\n$/, ["backup", join(work, "nowhere", "site.tar.gz")]],
    [1, /^There is no file /, ["restore", join(work, "none")]],
    [0, /^Usage: quoin import /, ["import", "--help"]],
  ];
  for (const [code, words, args] of wrong) {
    const told = await quoin(site.folder, ...args);
    expect.soft(told, args.join(" ")).toMatchObject({ code, said: expect.stringMatching(words) });
    expect.soft(told.said).not.toMatch(/\n {4}at /);
  }
});
