import { cutAt } from "@quoin/model";
import type { Element, ElementContent, Properties, Root } from "hast";

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

/** As long as a title may be. */
const openingLength = 300;

/** The first words inside, on one line and without the numbers of notes. */
export function openingOf(node: Element): string {
  let words = "";
  const collect = ({ children }: Element): void => {
    for (const child of children) {
      if (words.length > openingLength) return;
      if (child.type === "text") words += child.value;
      else if (child.type === "element" && !isNoteMark(child)) collect(child);
    }
  };
  collect(node);
  return cutAt(words, openingLength).replace(/\s+/g, " ").trim();
}
