import type { ImageCopy, ImageFacts, ImageRefused } from "./images.ts";

/** What the child is asked. */
export type Task =
  | { kind: "master"; source: Uint8Array }
  | { kind: "variants"; source: Uint8Array; widths: readonly number[] };

export interface Made {
  master: ImageCopy & { source: ImageFacts };
  variants: ImageCopy[];
}

export type Answer =
  | { done: Made[keyof Made] }
  | { refused: { reason: ImageRefused["reason"]; message: string } };
