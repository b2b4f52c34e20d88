import type { Element, ElementContent, Properties, Root } from "hast";
import { toString } from "hast-util-to-string";

/** An element of our own making. */
export const element = (
  tagName: string,
  properties: Properties,
  children: ElementContent[] = [],
): Element => ({ type: "element", tagName, properties, children });

export const text = (value: string): ElementContent => ({ type: "text", value });

/** The first class that begins so, without its beginning. */
export function classAfter(node: Element, prefix: string): string | undefined {
  const { className } = node.properties;
  const names = Array.isArray(className) ? className.map(String) : [];
  return names.find((name) => name.startsWith(prefix))?.slice(prefix.length);
}

/** True for the raised number that points at a note. */
const isNoteMark = (node: ElementContent | Root["children"][number]): boolean =>
  node.type === "element" && node.tagName === "sup" && classAfter(node, "footnote-ref") === "";

/** The words inside, on one line and without the numbers of notes. */
export function textContent(node: Element): string {
  const children = node.children.filter((child) => !isNoteMark(child));
  return toString({ ...node, children })
    .replace(/\s+/g, " ")
    .trim();
}
