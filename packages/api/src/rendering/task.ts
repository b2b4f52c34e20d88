import type { MediaId, Picture } from "@quoin/model";

import type { Rendered } from "../markdown/index.ts";

/** What the process that renders is asked. */
export interface RenderTask {
  body: string;
  pictures: ReadonlyMap<MediaId, Picture>;
}

export interface RenderedText extends Rendered {
  /** The words of its plain text, as search spells them. */
  spelt: string;
}

export type RenderAnswer = { done: RenderedText } | { refused: "text_too_costly" };
