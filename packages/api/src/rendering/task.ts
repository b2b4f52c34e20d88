import type { MediaId, Picture } from "@quoin/model";

import type { Rendered } from "../markdown/index.ts";

/** What the process that renders is asked. */
export interface RenderTask {
  body: string;
  pictures: ReadonlyMap<MediaId, Picture>;
}

/**
 * So much of a plain text is kept, once search has its words: lists show how it begins, and a search
 * the place where a word stands.
 */
export const keptLength = 20_000;

export interface RenderedText extends Rendered {
  /** What its plain text is found by (`vectorOf`). */
  vector: string;
}

export type RenderAnswer = { done: RenderedText } | { refused: "text_too_costly" };
