import type { Element, Root } from "hast";
import { toString } from "hast-util-to-string";

import { classAfter, element, text } from "./elements.ts";
import { highlight } from "./highlight.ts";
import { replaceElements } from "./walk.ts";

/** Colouring takes about a microsecond a character; a post may spend this many on it. */
const maxColoured = 200_000;

/** Frames each code block: its language above, its words coloured, scrollable by keyboard. */
export async function frameCode(tree: Root): Promise<void> {
  let left = maxColoured;
  for (const { code, language } of takeBlocks(tree)) {
    const source = toString(code);
    left -= source.length;
    if (language === undefined || left < 0) continue;
    // One block after another, so that other requests have their turn in between.
    // oxlint-disable-next-line no-await-in-loop
    code.children = (await highlight(source, language)) ?? code.children;
  }
}

interface Block {
  code: Element;
  language: string | undefined;
}

function takeBlocks(tree: Root): Block[] {
  const blocks: Block[] = [];
  replaceElements(tree, (pre) => {
    const [code] = pre.children;
    if (pre.tagName !== "pre" || code?.type !== "element" || code.tagName !== "code") return null;
    const language = classAfter(code, "language-");
    const label = language === undefined ? [] : [element("figcaption", {}, [text(language)])];
    const ariaLabel = language === undefined ? "Code" : `Code in ${language}`;
    pre.properties = { tabIndex: 0, role: "group", ariaLabel };
    blocks.push({ code, language });
    return [element("figure", { className: ["code"] }, [...label, pre])];
  });
  return blocks;
}
