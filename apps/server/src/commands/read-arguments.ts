import { resolve } from "node:path";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";

import type { Command, RestoreCommand } from "./command.ts";
import { type CommandName, commandNames, commandUsage, usage } from "./usage.ts";

/** What was typed: a command, a wish to read about one, or a mistake. */
export type Asked =
  | { kind: "command"; command: Command | RestoreCommand }
  | { kind: "say"; text: string }
  | { kind: "mistake"; problem: string; hint: string };

const help = { help: { type: "boolean", short: "h" } } as const;
const options = {
  export: {},
  import: {
    "dry-run": { type: "boolean" },
    overwrite: { type: "boolean" },
    author: { type: "string" },
  },
  backup: {},
  restore: {},
} as const satisfies Record<CommandName, ParseArgsOptionsConfig>;

/** Reads what stands behind `quoin`. Paths are taken from the folder it was typed in. */
export function readArguments(args: readonly string[], version: string): Asked {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    const about = rest[0] ?? "";
    return { kind: "say", text: isCommand(about) ? commandUsage(about) : usage };
  }
  if (name === "--version" || name === "-v") return { kind: "say", text: version };
  if (name === undefined) return mistake("Say what to do.", "quoin --help");
  if (!isCommand(name)) return mistake(`There is no command ${name}.`, "quoin --help");
  try {
    return readCommand(name, rest);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [problem = ""] = error.message.split(/\. (?:Did you|To specify)/);
    return mistake(`${problem.replace(/\.$/, "")}.`, `quoin ${name} --help`);
  }
}

function readCommand(name: CommandName, args: string[]): Asked {
  const hint = `quoin ${name} --help`;
  const parsed = parseArgs({
    args,
    options: { ...help, ...options[name] },
    allowPositionals: true,
    strict: true,
  });
  const values: Record<string, string | boolean | undefined> = parsed.values;
  if (values.help === true) return { kind: "say", text: commandUsage(name) };
  const [path, ...more] = parsed.positionals;
  const what = name === "export" || name === "import" ? "folder" : "file";
  if (path === undefined || path === "") return mistake(`Name the ${what}.`, hint);
  if (more.length > 0) return mistake(`Name one ${what}, not ${more.length + 1}.`, hint);
  const place = resolve(path);
  switch (name) {
    case "export":
      return { kind: "command", command: { name, folder: place } };
    case "import": {
      const author = typeof values.author === "string" ? { author: values.author } : {};
      const [dryRun, overwrite] = [values["dry-run"] === true, values.overwrite === true];
      return { kind: "command", command: { name, folder: place, dryRun, overwrite, ...author } };
    }
    default:
      return { kind: "command", command: { name, file: place } };
  }
}

const mistake = (problem: string, hint: string): Asked => ({ kind: "mistake", problem, hint });

const isCommand = (name: string): name is CommandName =>
  (commandNames as readonly string[]).includes(name);
