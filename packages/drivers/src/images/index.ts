import pLimit from "p-limit";

import { type Child, ChildGone, startChild } from "./child.ts";
import { ImageRefused, type Images } from "./images.ts";
import type { Answers, Task } from "./task.ts";

interface ImagesSettings {
  /** The child's entry: `worker.ts`, or what a build made of it. */
  entry?: URL;
  /** A child without work ends after so long, and its memory with it. */
  idleMs?: number;
  /** A picture that takes longer is refused. */
  timeoutMs?: number;
}

/** Opens sharp in a child process, which starts with the first picture. Two are read at once. */
export function openImages({
  entry = new URL("./worker.ts", import.meta.url),
  idleMs = 10_000,
  timeoutMs = 30_000,
}: ImagesSettings = {}): Images {
  const turns = pLimit(2);
  let child: Child | undefined;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;

  function current(): Child {
    clearTimeout(idle);
    if (isClosed) throw new Error("pictures are read no more: the site is closing");
    if (child) return child;
    const started: Child = startChild(entry, () => {
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

  // The child answers each kind of task with its own kind of answer.
  const inTurn = <Kind extends Task["kind"]>(task: Task & { kind: Kind }) =>
    turns(() => ask(task)) as Promise<Answers[Kind]>;

  return {
    master: (source) => inTurn({ kind: "master", source }),
    variants: (source, widths) => inTurn({ kind: "variants", source, widths }),
    close: async () => {
      isClosed = true;
      clearTimeout(idle);
      child?.kill();
    },
  };
}

/** The child may have died of the other picture it was reading; of this one it dies again. */
async function twice(read: () => Promise<unknown>): Promise<unknown> {
  const answer = (await read().catch(unlessGone)) ?? (await read().catch(unlessGone));
  if (answer === undefined) throw new ImageRefused("unreadable", "reading it ended the process");
  return answer;
}

function unlessGone(error: unknown): undefined {
  if (!(error instanceof ChildGone)) throw error;
}
