import type { Aside } from "@quoin/drivers";
import { QuoinError } from "@quoin/model";

import { isDriverError } from "../driver-errors.ts";
import { costliestIn } from "./costliest.ts";
import type { RenderAnswer, RenderedText, RenderTask } from "./task.ts";
import { openTurns } from "./turns.ts";

/** Renders texts beside this process, which answers everybody else meanwhile. */
export interface Renderer {
  /**
   * What readers need of a text. `of` names whoever it is made for: each has one turn at a time.
   *
   * @throws QuoinError `text_too_costly`, `too_many_requests`
   */
  render(task: RenderTask, of: string): Promise<RenderedText>;
  close(): Promise<void>;
}

/** What one process that renders may be, and cost. */
interface Settings {
  module: URL;
  idleMs: number;
  timeoutMs: number;
  memoryMb: number;
}

/** What is longer has a process of its own: nothing short waits for it. */
const shortLength = 100_000;

/**
 * Renders in two processes that `open` gives, one for what is short and one for what is long.
 * `module` is what they run, where a build put it.
 */
export function openRenderer(
  open: (settings: Settings) => Aside<RenderTask, RenderAnswer>,
  module: URL = new URL("./worker.ts", import.meta.url),
): Renderer {
  const short = open({ module, memoryMb: 256, idleMs: 10_000, timeoutMs: 3000 });
  // What it has grown to is given back at once: starting anew costs little beside a long text.
  const long = open({ module, memoryMb: 256, idleMs: 1000, timeoutMs: 40_000 });
  const inTurn = openTurns();

  async function ask(task: RenderTask): Promise<RenderAnswer> {
    if (task.body.length > shortLength) return long.ask(task);
    return short.ask(task).catch((error: unknown) => {
      // A short text of long work goes on where it keeps nobody waiting.
      if (isDriverError(error, "AsideFailed") && error.reason === "late") return long.ask(task);
      throw error;
    });
  }

  return {
    async render(task, of) {
      const turn = { of, length: task.body.length };
      const answer = await inTurn(turn, () => ask(task)).catch((error: unknown) => {
        if (isDriverError(error, "AsideFailed")) throw tooCostly(task);
        throw error;
      });
      if ("refused" in answer) throw tooCostly(task);
      return answer.done;
    },
    async close() {
      await Promise.all([short.close(), long.close()]);
    },
  };
}

const tooCostly = ({ body }: RenderTask) =>
  new QuoinError("text_too_costly", { construct: costliestIn(body) });
