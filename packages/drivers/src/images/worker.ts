// The child process that reads pictures. It knows nothing but sharp, and its parent's requests.
import { makeMaster, makeVariants } from "./copies.ts";
import { ImageRefused } from "./images.ts";
import type { Message, Request, Task } from "./task.ts";

const say = (message: Message) => process.send?.(message);

process.on("message", ({ id, task }: Request) => {
  answer(task).then(
    (done) => say({ id, answer: done }),
    (error: unknown) => {
      if (!(error instanceof ImageRefused)) throw error;
      say({ id, refused: { reason: error.reason, message: error.message } });
    },
  );
});
process.on("disconnect", () => process.exit());
say({ ready: true });

const answer = (task: Task) =>
  task.kind === "master" ? makeMaster(task.source) : makeVariants(task.source, task.widths);
