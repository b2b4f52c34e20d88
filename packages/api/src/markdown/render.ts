import type { MediaId, Picture } from "@quoin/model";
import type { Root } from "hast";
import { toHtml } from "hast-util-to-html";

import { parseMarkdown, parseMarkdownOnly } from "./parse.ts";
import { type Rendered, TextTooCostly } from "./rendered.ts";
import { frameCode } from "./tree/code.ts";
import { nameHeadings } from "./tree/headings.ts";
import { dressLinks } from "./tree/links.ts";
import { placePictures } from "./tree/pictures.ts";
import { plainTextOf, readingSecondsOf } from "./tree/plain-text.ts";
import { sanitise } from "./tree/sanitise.ts";
import { frameTables } from "./tree/tables.ts";
import { drawTaskBoxes } from "./tree/task-boxes.ts";
import { TreeOutOfBounds, treeOf } from "./tree/tree.ts";

/** So many characters of HTML may a page hold: five times the longest text, and what a phone reads. */
const maxHtml = 5_000_000;

/**
 * Turns Markdown into HTML that is safe to show as it is.
 *
 * Sanitising comes before every addition of ours, so ids, classes and roles in the result are ours
 * and the writer's own are gone. Takes about 2 ms for an essay, 0.2 s for 100 KB and some
 * seconds for 1 MB, all at once: where anybody waits, it is done beside the process (`rendering/`).
 *
 * @throws TextTooCostly
 */
export async function renderMarkdown(
  body: string,
  { pictures }: { pictures: ReadonlyMap<MediaId, Picture> },
): Promise<Rendered> {
  const tree = sanitise(read(body));
  const plainText = plainTextOf(tree);
  const readingSeconds = readingSecondsOf(tree, plainText);
  const headings = nameHeadings(tree);
  drawTaskBoxes(tree);
  frameTables(tree);
  dressLinks(tree);
  placePictures(tree, pictures);
  await frameCode(tree);
  const html = bounded(toHtml(tree, { characterReferences: { useNamedReferences: true } }));
  return { html, plainText, headings, readingSeconds };
}

/** A text whose tags explode into millions of elements is read with its tags as text. */
function read(body: string): Root {
  try {
    return treeOf(bounded(parseMarkdown(body)));
  } catch (error) {
    if (!(error instanceof TreeOutOfBounds)) throw error;
    return treeOf(bounded(parseMarkdownOnly(body)));
  }
}

function bounded(html: string): string {
  if (html.length > maxHtml) throw new TextTooCostly("more HTML than a page may have");
  return html;
}
