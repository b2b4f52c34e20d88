import type { Text } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

/** Words, or words inside an element. */
export type InlinePart = string | { tag: keyof typeof classes; parts: readonly InlinePart[] };

const classes = { strong: "", em: "", del: "", code: "", span: "md-link", sup: "" } as const;

const tags: Partial<Record<string, keyof typeof classes>> = {
  StrongEmphasis: "strong",
  Emphasis: "em",
  Strikethrough: "del",
  InlineCode: "code",
  Link: "span",
  Autolink: "span",
  URL: "span",
  Image: "span",
  FootnoteReference: "sup",
};

/** The words of a node without their marks. Never HTML: what is typed stays text. */
export function partsOf(node: SyntaxNode, doc: Text): InlinePart[] {
  const parts: InlinePart[] = [];
  const hasOwnEnd = node.name === "Link" || node.name === "Image";
  // The address of a link comes after its words, which end at the second bracket.
  const end = (hasOwnEnd ? node.getChildren("LinkMark")[1]?.from : undefined) ?? node.to;
  let at = node.from;
  const say = (to: number) => {
    if (to > at) parts.push(doc.sliceString(at, to).replaceAll("\\|", "|"));
  };
  for (let child = node.firstChild; child && child.from < end; child = child.nextSibling) {
    say(child.from);
    at = child.to;
    const tag = tags[child.name];
    if (tag) parts.push({ tag, parts: child.firstChild ? partsOf(child, doc) : [sliceOf(child)] });
    else if (child.name === "Escape") parts.push(sliceOf(child).slice(1));
    else if (!child.name.endsWith("Mark") && child.name !== "TaskMarker")
      parts.push(sliceOf(child));
  }
  say(end);
  return parts;

  function sliceOf({ from, to }: SyntaxNode): string {
    return doc.sliceString(from, to);
  }
}

/** The words alone. */
export const wordsIn = (parts: readonly InlinePart[]): string =>
  parts.map((part) => (typeof part === "string" ? part : wordsIn(part.parts))).join("");

/** Puts the words into an element. */
export function inlineInto(parent: HTMLElement, parts: readonly InlinePart[]): void {
  for (const part of parts) {
    if (typeof part === "string") {
      parent.append(part);
      continue;
    }
    const element = parent.appendChild(document.createElement(part.tag));
    if (classes[part.tag]) element.className = classes[part.tag];
    inlineInto(element, part.parts);
  }
}
