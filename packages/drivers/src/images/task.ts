import type { ImageCopy, ImageFacts, ImageRefused } from "./images.ts";

/** What the child is asked. */
export type Task =
  | { kind: "master"; source: Uint8Array }
  | { kind: "variants"; source: Uint8Array; widths: readonly number[] };

export interface Answers {
  master: ImageCopy & { source: ImageFacts };
  variants: ImageCopy[];
}

export interface Request {
  id: number;
  task: Task;
}

/** `ready` once, then one reply per request. */
export type Message =
  | { ready: true }
  | { id: number; answer: Answers[keyof Answers] }
  | { id: number; refused: { reason: ImageRefused["reason"]; message: string } };
