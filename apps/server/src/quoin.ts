import { existsSync } from "node:fs";
import { join } from "node:path";

import packageFile from "../package.json" with { type: "json" };
import { builtPlaces } from "./built-places.ts";
import { askRunning } from "./commands/ask-running.ts";
import type { Command, RestoreCommand } from "./commands/command.ts";
import { explain } from "./commands/explain.ts";
import { readArguments } from "./commands/read-arguments.ts";
import { prepareSite, requireEmbedded, runCommand } from "./commands/run-command.ts";
import { tellTerminal } from "./commands/terminal.ts";
import { type Config, readConfig } from "./config.ts";
import { openServices } from "./open-services.ts";
import { FileRefused } from "./transfer/front-matter.ts";
import type { Run } from "./transfer/teller.ts";

// `quoin <command>`: 0 when all was done, 1 when something was refused or left out, 2 when it was
// not understood.

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2), packageFile.version);
  if (asked.kind === "say") {
    process.stdout.write(`${asked.text.trimEnd()}\n`);
    return 0;
  }
  if (asked.kind === "mistake") {
    process.stderr.write(`${asked.problem}\nSee ${asked.hint}\n`);
    return 2;
  }
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  const terminal = tellTerminal({ out: process.stdout, errors: process.stderr });
  try {
    const run = { tell: terminal, signal: stopping.signal };
    return (await carryOut(asked.command, run)) ? 0 : 1;
  } catch (error) {
    terminal.end();
    const words = explain(error) ?? (error instanceof Error ? error.stack : String(error));
    process.stderr.write(`${words}\n`);
    return 1;
  } finally {
    terminal.end();
  }
}

async function carryOut(command: Command | RestoreCommand, run: Run): Promise<boolean> {
  const config = readConfig(process.env);
  if (command.name === "restore") {
    requireEmbedded(config, "restore");
    const { restore } = await import("./backup/restore.ts");
    await restore({ dataFolder: config.dataFolder, file: command.file }, run);
    return true;
  }
  if (command.name === "backup") requireEmbedded(config, "backup");
  const asked =
    config.embedded.size === 0 ? null : await askRunning(config.dataFolder, command, run);
  return asked ?? carryOutHere(command, config, run);
}

/** Nobody runs the site, or it lets others in: this process opens it. */
async function carryOutHere(command: Command, config: Config, run: Run): Promise<boolean> {
  const { dataFolder, embedded } = config;
  const isThere = !embedded.has("database") || existsSync(join(dataFolder, "database"));
  const mayBegin = command.name === "import" && !command.dryRun;
  if (!isThere && !mayBegin) {
    throw new FileRefused(`There is no site in ${dataFolder}. QUOIN_DATA says where it is.`);
  }
  if (command.name === "backup") {
    const [{ lockFolder }, { backUp }] = await Promise.all([
      import("@quoin/drivers/embedded"),
      import("./backup/back-up.ts"),
    ]);
    const lock = await lockFolder(dataFolder);
    await backUp({ dataFolder, file: command.file }, run).finally(() => lock.release());
    return true;
  }
  const opened = await openServices(config, builtPlaces(import.meta.url));
  try {
    await prepareSite(config, opened.services);
    return await runCommand(
      command,
      { config, services: opened.services, reader: opened.reader },
      run,
    );
  } finally {
    await opened.close();
  }
}

process.exit(await main());
