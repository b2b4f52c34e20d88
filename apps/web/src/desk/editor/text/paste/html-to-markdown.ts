import { fromDom } from "hast-util-from-dom";
import { type Handle, toMdast } from "hast-util-to-mdast";
import type { Nodes, RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";

import { cleanHtml } from "./clean-html.ts";
import { cellBreak } from "./shape-blocks.ts";

interface Converted {
  markdown: string;
  /** Paragraphs, headings and the like, which stand apart from what is around them. */
  hasBlocks: boolean;
}

/**
 * The Markdown of HTML from a clipboard. Null when the HTML says no more than its words: they are
 * then better taken as they are, since Markdown that was copied as text is Markdown still.
 * `onLeftOut` hears how many pictures could not come along.
 */
export function htmlToMarkdown(
  html: string,
  onLeftOut: (pictures: number) => void = () => {},
): Converted | null {
  // An inert document: nothing in it is run, loaded or shown.
  const { body } = new DOMParser().parseFromString(html, "text/html");
  if (isRawText(body)) return null;
  const leftOut = cleanHtml(body);
  if (leftOut > 0) onLeftOut(leftOut);
  const tree = toMdast(fromDom(body), {
    handlers: {
      // Underlining is no emphasis, and has no mark.
      u: (state, node) => state.all(node),
      [cellBreak]: () => ({ type: "html", value: "<br>" }),
      ...Object.fromEntries(shown.map((name) => [name, asHtml(name)])),
    },
  });
  if (tree.type !== "root" || !saysMore(tree)) return null;
  const markdown = toMarkdown(tree, {
    extensions: [gfmToMarkdown()],
    bullet: "-",
    rule: "-",
    listItemIndent: "one",
    incrementListMarker: true,
  });
  const isInline = tree.children.length === 1 && tree.children[0]?.type === "paragraph";
  return { markdown: markdown.trim(), hasBlocks: !isInline };
}

/** What Markdown has no mark for, and pages show as HTML. */
const shown = ["sup", "sub", "kbd", "mark", "ins"];

const asHtml =
  (name: string): Handle =>
  (state, node) => [
    { type: "html", value: `<${name}>` },
    ...state.all(node),
    { type: "html", value: `</${name}>` },
  ];

/** A file of text that a browser showed: one `pre` with nothing in it. */
function isRawText(body: HTMLElement): boolean {
  const [only, ...others] = body.children;
  return only?.localName === "pre" && others.length === 0 && only.children.length === 0;
}

const plain = new Set<Nodes["type"]>(["root", "paragraph", "text", "break"]);

function saysMore(node: Nodes | RootContent): boolean {
  if (!plain.has(node.type)) return true;
  return "children" in node && node.children.some(saysMore);
}
