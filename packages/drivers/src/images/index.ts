import { openAside } from "../aside/index.ts";
import { ImageRefused, type Images } from "./images.ts";
import type { Answer, Made, Task } from "./task.ts";

interface ImagesSettings {
  /** What reads pictures: `worker.ts`, or what a build made of it. */
  module?: URL | undefined;
  /** The entry of a process beside this one. */
  entry?: URL | undefined;
  /** A child without work ends after so long, and its memory with it. */
  idleMs?: number;
  /** A picture that takes longer is given up, for this time. */
  timeoutMs?: number;
}

/** Opens sharp in a child process, which starts with the first picture. Two are read at once. */
export function openImages({
  module = new URL("./worker.ts", import.meta.url),
  ...settings
}: ImagesSettings = {}): Images {
  const aside = openAside<Task, Answer>({ module, atOnce: 2, ...settings });

  async function ask<Kind extends Task["kind"]>(task: Task & { kind: Kind }): Promise<Made[Kind]> {
    const answer = await aside.ask(task);
    if ("refused" in answer) throw new ImageRefused(answer.refused.reason, answer.refused.message);
    return answer.done as Made[Kind]; // each kind of task is answered with its own kind
  }

  return {
    master: (source) => ask({ kind: "master", source }),
    variants: (source, widths) => ask({ kind: "variants", source, widths }),
    close: () => aside.close(),
  };
}
