import pLimit from "p-limit";

import { type Aside, AsideFailed } from "./aside.ts";
import { type Child, ChildGone, startChild } from "./child.ts";

interface AsideSettings {
  /** What the process is for: a module that exports `answer`. */
  module: URL;
  /** The process's own entry: `worker.ts`, or what a build made of it. */
  entry?: URL | undefined;
  /** So many questions are with it at one time; the others wait. */
  atOnce?: number;
  /** A process without work ends after so long, and its memory with it. */
  idleMs?: number;
  /** What takes longer is ended. */
  timeoutMs?: number;
  /** Of JavaScript's own heap. */
  memoryMb?: number;
}

/** Opens a process beside this one, which starts with the first question. */
export function openAside<Task, Answer>({
  module,
  entry = new URL("./worker.ts", import.meta.url),
  atOnce = 1,
  idleMs = 10_000,
  timeoutMs = 30_000,
  memoryMb,
}: AsideSettings): Aside<Task, Answer> {
  const turns = pLimit(atOnce);
  let child: Child | undefined;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;

  function current(): Child {
    clearTimeout(idle);
    if (isClosed) throw new Error("nothing is done beside this process any more: it is closing");
    if (child) return child;
    const started: Child = startChild({ entry, module, memoryMb }, () => {
      if (child === started) child = undefined;
    });
    return (child = started);
  }

  async function ask(task: Task): Promise<unknown> {
    try {
      return await twice(async () => current().ask(task, timeoutMs));
    } finally {
      clearTimeout(idle);
      if (child?.isIdle()) idle = setTimeout(dismiss, idleMs).unref();
    }
  }

  function dismiss() {
    child?.dismiss();
    child = undefined;
  }

  return {
    ask: (task) => turns(() => ask(task)) as Promise<Answer>, // its module answers its own tasks
    close: async () => {
      isClosed = true;
      clearTimeout(idle);
      child?.kill();
    },
  };
}

/** The child may have died of the other question it had; of this one it dies again. */
async function twice(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ChildGone)) throw error;
  }
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ChildGone)) throw error;
    throw new AsideFailed("gone", `its process ended twice: ${error.message}`);
  }
}
