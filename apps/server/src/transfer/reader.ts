import { type Aside, AsideFailed } from "@quoin/drivers";

import { type Facts, FileRefused, type SplitFile, withoutPrototypes } from "./front-matter.ts";

/** What the process that reads files is asked. */
export interface ReadTask {
  kind: "file" | "index";
  text: string;
}

export type ReadAnswer = { done: SplitFile } | { refused: string };

/**
 * Reads what stands above a text, and the indexes of an export. Both are as long and as odd as
 * whoever wrote them liked, so they are read beside this process.
 */
export interface Reader {
  /** @throws FileRefused */
  file(text: string): Promise<SplitFile>;
  /** @throws FileRefused */
  index(text: string): Promise<Facts>;
}

/** What one process that reads files may be, and cost. */
interface Settings {
  module: URL;
  timeoutMs: number;
  memoryMb: number;
}

/** Reads in a process that `open` gives. `module` is what it runs, where a build put it. */
export function openReader(
  open: (settings: Settings) => Aside<ReadTask, ReadAnswer>,
  module: URL = new URL("./read-worker.ts", import.meta.url),
): Reader & { close: () => Promise<void> } {
  const aside = open({ module, timeoutMs: 120_000, memoryMb: 1000 }); // an index lists a whole library

  async function ask(task: ReadTask): Promise<SplitFile> {
    const answer = await aside.ask(task).catch((error: unknown) => {
      if (!(error instanceof AsideFailed)) throw error;
      throw new FileRefused("reading it takes more time or memory than there is");
    });
    if ("refused" in answer) throw new FileRefused(answer.refused);
    const { facts, body } = answer.done;
    return { facts: facts && withoutPrototypes(facts), body };
  }

  return {
    file: (text) => ask({ kind: "file", text }),
    index: async (text) => (await ask({ kind: "index", text })).facts ?? {},
    close: () => aside.close(),
  };
}
