import type { MarkdownIt } from "markdown-it";

/** Says how a cell is aligned by `align`, which the sanitiser knows, and not by `style`. */
export function alignByAttribute(md: MarkdownIt): void {
  md.core.ruler.push("align_by_attribute", ({ tokens }) => {
    for (const token of tokens) {
      const style =
        token.type === "th_open" || token.type === "td_open" ? token.attrGet("style") : null;
      if (style !== null) token.attrs = [["align", String(style).replace("text-align:", "")]];
    }
  });
}
