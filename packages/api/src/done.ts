import type { Done } from "@quoin/model";

/** The answer of a procedure that has nothing else to say. */
export const done = (): Done => ({ outcome: "done" });
