import type { Element, Root } from "hast";

import { element, text } from "./elements.ts";
import { elementsIn } from "./walk.ts";

/** Shows each task's box, named for those who hear it. Readers cannot tick it. */
export function drawTaskBoxes(tree: Root): void {
  for (const list of elementsIn(tree)) {
    if (list.tagName !== "ul" && list.tagName !== "ol") continue;
    const tasks = list.children.filter(
      (child): child is Element => child.type === "element" && "dataTask" in child.properties,
    );
    if (tasks.length > 0) list.properties.className = ["contains-task-list"];
    tasks.forEach(drawBox);
  }
}

function drawBox(item: Element): void {
  const { dataTask, ...others } = item.properties;
  const checked = dataTask === "done";
  item.properties = { ...others, className: ["task-list-item"] };
  const box = element("input", {
    type: "checkbox",
    disabled: true,
    checked,
    ariaLabel: checked ? "Done" : "To do",
  });
  // In a loose list the words are in a paragraph, and the box belongs on their line.
  const first = item.children.find((child) => child.type === "element");
  const home = first?.tagName === "p" ? first : item;
  home.children.unshift(box, text(" "));
}
