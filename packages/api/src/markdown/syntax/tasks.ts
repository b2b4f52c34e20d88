import type { MarkdownIt, Token } from "markdown-it";

const box = /^\[([ xX])\][ \t\n]/;

/** Turns `- [x] done` into a list item that says so: `<li data-task="done">`. */
export function markTasks(md: MarkdownIt): void {
  // Before escapes are merged into the text, so that `\[ ]` stays what it says.
  md.core.ruler.after("inline", "tasks", ({ tokens }) => {
    for (const [index, item] of tokens.entries()) {
      const first = tokens[index + 2]?.children?.[0];
      if (item.type !== "list_item_open" || first === undefined) continue;
      const mark = markOf(tokens[index + 1], first);
      if (mark === null) continue;
      item.attrSet("data-task", mark === " " ? "open" : "done");
      first.content = first.content.replace(box, "");
    }
  });
}

/** What stands in the box at the start of an item's first paragraph; null when there is none. */
function markOf(paragraph: Token | undefined, first: Token): string | null {
  if (paragraph?.type !== "paragraph_open" || first.type !== "text") return null;
  return box.exec(first.content)?.[1] ?? null;
}
