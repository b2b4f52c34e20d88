import { request } from "node:http";
import { createInterface } from "node:readline";

import { FileRefused } from "../transfer/front-matter.ts";
import type { Run } from "../transfer/teller.ts";
import type { Command } from "./command.ts";
import { type Said, socketOf } from "./control.ts";

/**
 * Has the site that runs on a data folder do what is asked, and tells what it says. Null when none
 * answers there.
 *
 * @throws FileRefused with what it refused
 */
export async function askRunning(
  dataFolder: string,
  command: Command,
  { tell, signal }: Run,
): Promise<boolean | null> {
  const socketPath = socketOf(dataFolder);
  if (socketPath === null) return null;
  const lines = await connect(socketPath, command, signal);
  if (lines === null) return null;
  for await (const line of lines) {
    const said = JSON.parse(line) as Said; // the same program wrote it
    if (said.said === "line") tell.line(said.text);
    else if (said.said === "progress") tell.progress(said.label, said.done, said.total);
    else if (said.refusal !== undefined) throw new FileRefused(said.refusal);
    else return said.isWhole;
  }
  signal.throwIfAborted();
  throw new FileRefused("The site stopped in the middle. Start it and run this again.");
}

function connect(
  socketPath: string,
  command: Command,
  signal: AbortSignal,
): Promise<AsyncIterable<string> | null> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, method: "POST", path: "/", signal });
    asking.on("response", (response) => {
      response.on("error", () => {}); // it ends early, which the reader sees
      resolve(createInterface({ input: response, crlfDelay: Infinity }));
    });
    asking.on("error", (error: Error & { code?: string }) => {
      // No socket, or one that a killed process left.
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(null);
      else reject(error);
    });
    asking.end(JSON.stringify(command));
  });
}
