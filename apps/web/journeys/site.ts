import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { test as base } from "@playwright/test";

const script = (name: string) =>
  fileURLToPath(new URL(`../../server/scripts/${name}`, import.meta.url));
export const startScript = script("start.mjs");
export const quoinScript = script("quoin.mjs");

/** A running site with an empty data folder of its own, as `pnpm start` serves it. */
export interface Site {
  url: string;
  folder: string;
  /** Ends the process without a word, as a power cut would. */
  kill: () => Promise<void>;
  /** Ends it as an orchestrator would. */
  stop: () => Promise<void>;
  /** Starts it again on the same data. */
  start: () => Promise<void>;
  close: () => Promise<void>;
}

/** Starts a site; with `seed`, one worth looking at. */
export async function openSite({ seed = false } = {}): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "quoin-journey-"));
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: undefined,
    PORT: String(port),
    QUOIN_DATA: folder,
    LOG_LEVEL: "error",
  };
  if (seed) await run(spawn(process.execPath, [script("seed.ts")], { env, stdio: "inherit" }));

  let server: ChildProcess | undefined;
  const start = async () => {
    server = spawn(process.execPath, [startScript], { env });
    server.stderr?.pipe(process.stderr);
    for await (const chunk of server.stdout ?? []) {
      if (String(chunk).includes("Quoin is at")) break;
    }
    if (server.exitCode !== null) throw new Error("the site did not start");
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, "exit");
  };
  await start();
  return {
    url: `http://localhost:${port}`,
    folder,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    start,
    close: async () => {
      await end("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(child: ChildProcess): Promise<void> {
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`it ended with ${code}`);
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** `test` with a `site` shared by one file's journeys, and `baseURL` set to it. */
export const journey = (options?: { seed: boolean }) =>
  base.extend<object, { site: Site }>({
    site: [
      // Playwright reads the names of what is wanted from a pattern: here, nothing.
      // oxlint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const site = await openSite(options);
        await use(site);
        await site.close();
      },
      { scope: "worker", timeout: 180_000 },
    ],
    baseURL: async ({ site }, use) => use(site.url),
  });
