import { once } from "node:events";
import { statfsSync } from "node:fs";
import type { Server } from "node:http";
import { fileURLToPath } from "node:url";

import { createApp } from "./app.ts";
import { builtPlaces } from "./built-places.ts";
import { type Config, readConfig } from "./config.ts";
import { explainStop } from "./explain-stop.ts";
import { readAssets } from "./http/request/assets.ts";
import { describeError, openLog } from "./log.ts";
import { openDoor } from "./open-door.ts";
import { openServer } from "./open-server.ts";
import { openPageCache } from "./page-cache.ts";

/** How long requests in flight may take once the process is told to stop. */
const stopMs = 10_000;

const built = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  const site = await openDoor(config, {
    log,
    assets: await readAssets(built("client")),
    places: builtPlaces(import.meta.url),
  });
  const pages = openPageCache(config);
  await site.onPublicChange(() => pages.clear());

  const server = openServer(createApp(site.door, { pages, client: built("client") }).fetch, {
    pages,
  });
  await listen(server, config);
  for (const line of site.lines) process.stdout.write(`${line}\n`);
  process.stdout.write(`\nQuoin is at ${config.url.origin}\n`);

  for (const event of ["unhandledRejection", "uncaughtException"] as const) {
    process.once(event, (error: unknown) => {
      log.error("unforeseen", describeError(error));
      void stop(1);
    });
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(0));

  async function stop(code: number): Promise<void> {
    const hurry = setTimeout(() => process.exit(1), stopMs);
    hurry.unref();
    server.close();
    server.closeIdleConnections();
    await once(server, "close");
    await site.close();
    process.exit(code);
  }
}

/** Where the data is, when the settings say so and something is there. */
function placeOf(environment: NodeJS.ProcessEnv) {
  try {
    const { dataFolder: folder } = readConfig(environment);
    const { bavail, bsize } = statfsSync(folder);
    return { folder, freeBytes: bavail * bsize };
  } catch {
    return undefined;
  }
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  server.listen(port, host);
  await once(server, "listening");
}

await main().catch((error: unknown) => {
  process.stderr.write(`${explainStop(error, placeOf(process.env))}\n`);
  process.exit(1);
});
