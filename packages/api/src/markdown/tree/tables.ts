import type { Element, Root } from "hast";

import { element } from "./elements.ts";
import { elementsIn, replaceElements } from "./walk.ts";

/** Lets a wide table scroll by itself, by keyboard too, and aligns cells by classes. */
export function frameTables(tree: Root): void {
  for (const node of elementsIn(tree)) alignCell(node);
  let count = 0;
  replaceElements(tree, (node) => {
    if (node.tagName !== "table") return null;
    count += 1;
    // Regions are landmarks, and two landmarks may not share a name.
    const ariaLabel = count === 1 ? "Table" : `Table ${count}`;
    const frame = { className: ["table"], role: "region", tabIndex: 0, ariaLabel };
    return [element("div", frame, [node])];
  });
}

function alignCell(cell: Element): void {
  const { align, ...others } = cell.properties;
  if (typeof align === "string") cell.properties = { ...others, className: [`align-${align}`] };
}
