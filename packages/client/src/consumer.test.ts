import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, test } from "vitest";

const here = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
const app = mkdtempSync(join(tmpdir(), "quoin-consumer-"));
const tarball = join(app, "client.tgz");
const installed = join(app, "node_modules/@quoin/client");

/** What a stranger's React app has beside the client. Linked, so that no network is needed. */
const others = [
  "@tanstack/react-query",
  "@trpc/client",
  "@trpc/react-query",
  "@trpc/server",
  "@types/react",
  "react",
];

beforeAll(() => {
  // Run by pnpm, a script finds it here; otherwise npx does.
  const { npm_execpath: pnpm = "" } = process.env;
  const [command = "", ...first] = pnpm.endsWith("pnpm") ? [pnpm] : ["npx", "-y", "pnpm@12"];
  execFileSync(command, [...first, "pack", "--out", tarball], { cwd: here, stdio: "pipe" });

  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  for (const name of others) {
    const link = join(app, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(here, "node_modules", name), link);
  }
  cpSync(join(here, "consumer"), app, { recursive: true });
}, 60_000);

afterAll(() => rmSync(app, { recursive: true }));

const bin = (name: string) => join(here, "node_modules/.bin", name);

/** The lines of a file that a strict compiler complains about, once for each complaint. */
async function complaintsOf(file: string): Promise<number[]> {
  const options = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--jsx",
    "react-jsx",
    "--pretty",
    "false",
  ];
  const resolution = ["--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022"];
  const { stdout } = await run(bin("tsc"), [...options, ...resolution, file], { cwd: app }).catch(
    (failure: { stdout: string }) => failure,
  );
  return [...stdout.matchAll(/^\S+\((\d+),\d+\): error/gm)].map(([, line]) => Number(line));
}

test("a stranger's app compiles against the packed client, hooks included", async () => {
  expect(await complaintsOf("right.tsx")).toEqual([]);
});

test("every wrong line is one error, on that line", async () => {
  const lines = readFileSync(join(app, "wrong.ts"), "utf8").split("\n");
  const wrong = lines.flatMap((line, index) => (line.includes("// wrong") ? [index + 1] : []));
  expect(wrong.length).toBeGreaterThan(5);
  expect(await complaintsOf("wrong.ts")).toEqual(wrong);
});

test("nothing of the server comes with it", async () => {
  const names = ["zod", "drizzle-orm", "pg", "@quoin/api", "@quoin/model"];
  const script = `for (const name of ${JSON.stringify(names)}) {
    try { process.stdout.write(require.resolve(name)) } catch {}
  }`;
  const { stdout } = await run(process.execPath, ["-e", script], { cwd: installed, env: {} });
  expect(stdout).toBe("");
});

test("it runs as it was packed", async () => {
  const { stdout } = await run(process.execPath, ["right.mjs"], { cwd: app });
  expect(stdout).toBe("post_not_found There is no post at that address.\n");
});

test("publint and Are the Types Wrong find nothing wrong", async () => {
  await run(bin("publint"), [tarball, "--strict"]);
  await run(bin("attw"), [tarball, "--profile", "esm-only"]);
}, 60_000);
