import type { MarkdownIt, Token } from "markdown-it";

/** Emphasis inside emphasis, deeper than anyone means. */
const maxInlineDepth = 50;

/**
 * Shows a paragraph as typed when its marks nest deeper than anyone means.
 *
 * The parser pairs `****…a…****` without counting levels, and every later step walks the tree by
 * recursion: 100 KB of stars would end in a stack overflow.
 */
export function boundNesting(md: MarkdownIt): void {
  md.core.ruler.push("bound_nesting", (state) => {
    for (const token of state.tokens) {
      if (token.type !== "inline" || depthOf(token.children ?? []) <= maxInlineDepth) continue;
      const typed = new state.Token("text", "", 0);
      typed.content = token.content;
      token.children = [typed];
    }
  });
}

function depthOf(tokens: readonly Token[]): number {
  let depth = 0;
  let deepest = 0;
  for (const { nesting } of tokens) {
    depth += nesting;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
