import type { MarkdownIt, Token } from "markdown-it";

/**
 * Elements whose start changes how everything after them is read. One unclosed `<title>` in a
 * sentence would swallow the rest of the post, so they are shown as text: the tag filter of
 * GitHub Flavored Markdown §6.11, and those of the HTML standard that work alike.
 */
const swallowing =
  /<(?=\/?(?:iframe|listing|noembed|noframes|noscript|plaintext|script|select|style|template|textarea|title|xmp)(?![\w-]))/gi;

/** Shows the tags that would swallow what follows, and a comment that never ends, as text. */
export function tameRawHtml(md: MarkdownIt): void {
  md.core.ruler.push("tame_raw_html", ({ tokens }) => {
    for (const token of tokens) {
      tame(token);
      token.children?.forEach(tame);
    }
  });
}

function tame(token: Token): void {
  if (token.type !== "html_block" && token.type !== "html_inline") return;
  token.content = token.content.replace(swallowing, "&lt;");
  if (token.content.lastIndexOf("<!--") > token.content.lastIndexOf("-->")) {
    token.content = token.content.replaceAll("<!--", "&lt;!--");
  }
}
