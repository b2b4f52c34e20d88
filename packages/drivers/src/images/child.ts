import { fork } from "node:child_process";

import { ImageRefused } from "./images.ts";
import type { Message, Task } from "./task.ts";

/** The child ended before it answered: of this picture, of another one, or from outside. */
export class ChildGone extends Error {
  override readonly name = "ChildGone";
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export type Child = ReturnType<typeof startChild>;

/** Starts the process that reads pictures, without this one's environment and its secrets. */
export function startChild(entry: URL, onExit: () => void) {
  const child = fork(entry, {
    serialization: "advanced",
    execArgv: [],
    env: { MALLOC_ARENA_MAX: "2" }, // glibc would keep memory per thread
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let isReady = false;

  child.on("message", (message: Message) => {
    if ("ready" in message) {
      isReady = true;
      return;
    }
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if ("answer" in message) one?.resolve(message.answer);
    else one?.reject(new ImageRefused(message.refused.reason, message.refused.message));
  });

  const end = () => {
    onExit();
    const why = isReady
      ? new ChildGone()
      : new Error("the process that reads pictures cannot start");
    for (const one of waiting.values()) one.reject(why);
    waiting.clear();
  };
  child.on("error", end).on("exit", end);

  return {
    isIdle: () => waiting.size === 0,

    /** @throws ImageRefused, ChildGone */
    ask(task: Task, timeoutMs: number): Promise<unknown> {
      const id = (asked += 1);
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(id);
          reject(new ImageRefused("unreadable", `not read within ${timeoutMs} ms`));
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
