import { type IncomingMessage, request } from "node:http";

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
  const response = await connect(socketPath, command, signal);
  if (response === null) return null;
  for await (const line of linesOf(response)) {
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
): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, method: "POST", path: "/", signal });
    asking.on("response", resolve);
    asking.on("error", (error: Error & { code?: string }) => {
      // No socket, or one that a killed process left.
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(null);
      else reject(error);
    });
    asking.end(JSON.stringify(command));
  });
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = "";
  response.setEncoding("utf8");
  try {
    for await (const chunk of response) {
      const lines = (rest + String(chunk)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    const isCut = error instanceof Error && "code" in error && error.code === "ECONNRESET";
    if (!isCut) throw error; // it died, as whoever reads will see
  }
}
