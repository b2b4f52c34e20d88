// What the process that reads pictures does. It knows nothing but sharp.
import { makeMaster, makeVariants } from "./copies.ts";
import { ImageRefused } from "./images.ts";
import type { Answer, Task } from "./task.ts";

export async function answer(task: Task): Promise<Answer> {
  try {
    const done = await (task.kind === "master"
      ? makeMaster(task.source)
      : makeVariants(task.source, task.widths));
    return { done };
  } catch (error) {
    if (!(error instanceof ImageRefused)) throw error;
    return { refused: { reason: error.reason, message: error.message } };
  }
}
