import { once } from "node:events";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join, relative } from "node:path";

import { describeError, type Logger } from "../log.ts";
import type { Run } from "../transfer/teller.ts";
import { Command } from "./command.ts";
import { explain } from "./explain.ts";
import { type OpenSite, runCommand } from "./run-command.ts";

/** The most a name of a socket may have (`sun_path`): 104 bytes on macOS, with the zero behind it. */
const maxSocketBytes = 103;
const maxRequestBytes = 64_000;

/** What the running site says of a command: one JSON object a line. */
export type Said =
  | { said: "line"; text: string }
  | { said: "progress"; label: string; done: number; total: number }
  | { said: "end"; isWhole: boolean; refusal?: string };

/** Where a running site listens for commands, as short as it can be said; null when it cannot. */
export function socketOf(dataFolder: string): string | null {
  const path = join(dataFolder, "run", "control.sock");
  const short = [path, relative(process.cwd(), path)].toSorted(
    (one, other) => one.length - other.length,
  );
  return short.find((one) => Buffer.byteLength(one) <= maxSocketBytes) ?? null;
}

/**
 * Lets commands reach a running site that has its data folder to itself: on a socket in a folder
 * that only its owner can enter, never on a network. One command at a time.
 */
export async function openControl(
  site: OpenSite,
  log: Logger,
): Promise<{ close: () => Promise<void> }> {
  const { dataFolder } = site.config;
  const socket = socketOf(dataFolder);
  if (socket === null) {
    log.error("commands cannot reach this site while it runs: the path of QUOIN_DATA is too long");
    return { close: async () => {} };
  }
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const server = createServer((request, response) => {
    if (running) return answer(response, { said: "end", isWhole: false, refusal: busy });
    running = obey(request, response).finally(() => (running = undefined));
  });
  try {
    const folder = join(dataFolder, "run");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    rmSync(socket, { force: true }); // of a process that was killed: the folder's lock is ours
    server.listen(socket);
    await once(server, "listening");
    chmodSync(socket, 0o600);
  } catch (error) {
    // Not every disk takes sockets, a shared folder of a container for one. Readers need none.
    server.close();
    log.error("commands cannot reach this site while it runs", describeError(error));
    return { close: async () => {} };
  }

  async function obey(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    const say = (said: Said) => void response.write(`${JSON.stringify(said)}\n`);
    const tell: Run["tell"] = {
      line: (text) => say({ said: "line", text }),
      progress: sparingly((label, done, total) => say({ said: "progress", label, done, total })),
    };
    try {
      const command = Command.parse(JSON.parse(await readText(request)));
      log.info("command", { command: command.name });
      const isWhole = await runCommand(command, site, { tell, signal });
      answer(response, { said: "end", isWhole });
    } catch (error) {
      const words = explain(error);
      if (words === null) log.error("command failed", describeError(error));
      const refusal = words ?? "Something went wrong. The log of the running site says what.";
      answer(response, { said: "end", isWhole: false, refusal });
    }
  }

  return {
    async close() {
      stopping.abort();
      await running;
      server.close();
      server.closeAllConnections();
    },
  };
}

const busy = "The site is busy with another command. Wait for it to end.";

function answer(response: ServerResponse, said: Said): void {
  response.end(`${JSON.stringify(said)}\n`);
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > maxRequestBytes) throw new Error("a command is not that long");
  }
  return text;
}

/** At most ten times a second, and the last of each kind. */
function sparingly(progress: Run["tell"]["progress"]): Run["tell"]["progress"] {
  let last = 0;
  return (label, done, total) => {
    if (Date.now() - last < 100 && done !== total) return;
    last = Date.now();
    progress(label, done, total);
  };
}
