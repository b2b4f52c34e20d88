import MarkdownIt, { type MarkdownIt as Parser } from "markdown-it";
import footnotePlugin from "markdown-it-footnote";

import { alignByAttribute } from "./syntax/alignment.ts";
import { boundNesting } from "./syntax/bound-nesting.ts";
import { boundTokens } from "./syntax/bound-tokens.ts";
import { collectFootnotes } from "./syntax/footnotes.ts";
import { tameRawHtml } from "./syntax/raw-html.ts";
import { markTasks } from "./syntax/tasks.ts";
import { leaveLongTildes } from "./syntax/tildes.ts";
import { linkWww } from "./syntax/www-links.ts";

/** Deeper blocks and brackets than this are not read: 12 lists inside one another, 24 quotations. */
const maxNesting = 24;

/** CommonMark, tables, strikethrough, bare addresses, task lists and footnotes. */
function openParser({ html }: { html: boolean }): Parser {
  const md = new MarkdownIt("default", { html, linkify: true, maxNesting });
  // Bare host names stay text: in this trade `README.md` and `main.rs` are files.
  md.linkify.set({ fuzzyLink: false, fuzzyIP: false });
  linkWww(md);
  md.use(footnotePlugin).disable("footnote_inline");
  collectFootnotes(md);
  markTasks(md);
  leaveLongTildes(md);
  md.renderer.rules.s_open = () => "<del>";
  md.renderer.rules.s_close = () => "</del>";
  alignByAttribute(md);
  tameRawHtml(md);
  boundNesting(md);
  boundTokens(md);
  return md;
}

const withHtml = openParser({ html: true });
const withoutHtml = openParser({ html: false });

/** Markdown to HTML that nobody may trust yet. @throws TextTooCostly */
export const parseMarkdown = (body: string): string => withHtml.render(body);

/** The same, with the writer's own tags shown as text. */
export const parseMarkdownOnly = (body: string): string => withoutHtml.render(body);
