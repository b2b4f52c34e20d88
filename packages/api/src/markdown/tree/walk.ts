import type { Element, Root } from "hast";

type Parent = Root | Element;

/** Every element inside, in the order of the text. */
export function elementsIn(parent: Parent, found: Element[] = []): Element[] {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    found.push(child);
    elementsIn(child, found);
  }
  return found;
}

/**
 * Puts other elements in the place of some, outermost first. `replace` answers null to keep one as
 * it is and look inside; what it answers otherwise is not looked into again.
 */
export function replaceElements(
  parent: Parent,
  replace: (node: Element) => Element[] | null,
): void {
  let changed = false;
  const children = parent.children.flatMap((child) => {
    const others = child.type === "element" ? replace(child) : null;
    if (others !== null) changed = true;
    else if (child.type === "element") replaceElements(child, replace);
    return others ?? [child];
  });
  // A root's children may be doctypes as well; none is ever added here.
  if (changed) parent.children = children as Element[];
}
