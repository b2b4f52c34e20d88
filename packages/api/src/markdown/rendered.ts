import type { Heading } from "@quoin/model";

/** Raise it when the same text comes out differently, and everything published is rendered anew. */
export const rendererVersion = 5;

/** What is derived from a text once, when it is published. */
export interface Rendered {
  html: string;
  plainText: string;
  headings: Heading[];
  readingSeconds: number;
}

/** A text that would make a page larger than anybody reads, or take longer than a site may. */
export class TextTooCostly extends Error {
  override readonly name = "TextTooCostly";
}
