import { fork } from "node:child_process";

import { AsideFailed } from "./aside.ts";
import type { Message } from "./message.ts";

/** The child ended before it answered: of this question, of another one, or from outside. */
export class ChildGone extends Error {
  override readonly name = "ChildGone";
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export type Child = ReturnType<typeof startChild>;

/** Starts a process for one module, without this one's environment and its secrets. */
export function startChild(
  { entry, module, memoryMb }: { entry: URL; module: URL; memoryMb: number | undefined },
  onExit: () => void,
) {
  const child = fork(entry, [module.href], {
    serialization: "advanced",
    execArgv: memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`],
    env: { MALLOC_ARENA_MAX: "2" }, // glibc would keep memory per thread
    // Not the site's own log: what a library or a dying process says there would be no line of it.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let isReady = false;
  let lastWords = "";
  child.stderr?.setEncoding("utf8").on("data", (words: string) => {
    lastWords = `${lastWords}${words}`.slice(-2000);
  });

  child.on("message", (message: Message) => {
    if ("ready" in message) {
      isReady = true;
      return;
    }
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if ("answer" in message) one?.resolve(message.answer);
    else one?.reject(new Error(`beside this process: ${message.failed}`));
  });

  const end = (_code: unknown, signal?: string | null) => {
    onExit();
    // What is killed was not given the time to say that it cannot start.
    const why =
      isReady || typeof signal === "string"
        ? new ChildGone(lastWords)
        : new Error(`the process for ${module.href} cannot start: ${lastWords}`);
    for (const one of waiting.values()) one.reject(why);
    waiting.clear();
  };
  child.on("error", end).on("close", end);

  return {
    isIdle: () => waiting.size === 0,

    /** @throws AsideFailed when it is late, ChildGone */
    ask(task: unknown, timeoutMs: number): Promise<unknown> {
      const id = (asked += 1);
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(id);
          reject(new AsideFailed("late", `not done within ${timeoutMs} ms`));
          child.kill("SIGKILL");
        }, timeoutMs);
        const settled =
          <Value>(settle: (value: Value) => void) =>
          (value: Value) => {
            clearTimeout(late);
            settle(value);
          };
        waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
        child.send({ id, task });
      });
    },

    /** Lets it end by itself. */
    dismiss: () => child.disconnect(),
    kill: () => void child.kill("SIGKILL"),
  };
}
