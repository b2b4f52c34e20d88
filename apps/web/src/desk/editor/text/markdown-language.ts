import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import type { LanguageSupport } from "@codemirror/language";
import { type BlockContext, GFM, type LeafBlock, type MarkdownConfig } from "@lezer/markdown";

const reference = /^\[\^[^\s[\]]+\]/;
const longestNote = 200;
const definition = /^\[\^[^\s[\]]+\]:/;

function define(cx: BlockContext, leaf: LeafBlock): boolean {
  const { content, start } = leaf;
  const words = cx.parser.parseInline(content, start);
  const note = cx.elt("FootnoteDefinition", start, start + content.length, words);
  cx.addLeafElement(leaf, note);
  return true;
}

/** Footnotes: `[^1]` in the text, and `[^1]: …` where the note is. */
const footnotes: MarkdownConfig = {
  defineNodes: ["FootnoteReference", "FootnoteMark", { name: "FootnoteDefinition", block: true }],
  parseInline: [
    {
      name: "FootnoteReference",
      before: "Link",
      parse(cx, next, pos) {
        if (next !== 91 /* [ */ || cx.char(pos + 1) !== 94 /* ^ */) return -1;
        const [found] = reference.exec(cx.slice(pos, Math.min(cx.end, pos + longestNote))) ?? [];
        if (found === undefined) return -1;
        const end = pos + found.length;
        const marks = [cx.elt("FootnoteMark", pos, pos + 2), cx.elt("FootnoteMark", end - 1, end)];
        return cx.addElement(cx.elt("FootnoteReference", pos, end, marks));
      },
    },
  ],
  parseBlock: [
    {
      name: "FootnoteDefinition",
      before: "LinkReference", // which would take a note of one word for an address
      leaf: (_cx, { content }) =>
        definition.test(content)
          ? { nextLine: (cx, _line, leaf) => define(cx, leaf), finish: define }
          : null,
    },
  ],
};

/** Markdown as Quoin publishes it: CommonMark, GFM and footnotes. */
export function quoinMarkdown(): LanguageSupport {
  return markdown({
    base: commonmarkLanguage,
    extensions: [GFM, footnotes],
    addKeymap: false,
    completeHTMLTags: false,
  });
}
