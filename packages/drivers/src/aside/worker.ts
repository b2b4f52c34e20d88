// The process beside the site's. It knows one module, which answers its parent's questions.
import { inspect } from "node:util";

import type { Message, Question } from "./message.ts";

const [, , address = ""] = process.argv;
const say = (message: Message) => process.send?.(message);

// Whoever starts this process names a module with exactly this export.
const { answer } = (await import(/* @vite-ignore */ address)) as {
  answer: (task: unknown) => Promise<unknown>;
};

process.on("message", ({ id, task }: Question) => {
  answer(task).then(
    (done) => say({ id, answer: done }),
    (error: unknown) => say({ id, failed: inspect(error) }),
  );
});
process.on("disconnect", () => process.exit());
say({ ready: true });
