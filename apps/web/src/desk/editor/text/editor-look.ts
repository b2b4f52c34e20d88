import { syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

// Classes, not colours: write-text.css gives them the looks of the public page.
const marks = tagHighlighter([
  { tag: tags.heading1, class: "md-h1" },
  { tag: tags.heading2, class: "md-h2" },
  { tag: tags.heading3, class: "md-h3" },
  { tag: tags.heading, class: "md-h4" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-emphasis" },
  { tag: tags.strikethrough, class: "md-strike" },
  { tag: tags.monospace, class: "md-code" },
  { tag: tags.quote, class: "md-quote" },
  { tag: tags.link, class: "md-link" },
  { tag: tags.url, class: "md-url" },
  { tag: [tags.processingInstruction, tags.labelName, tags.contentSeparator], class: "md-mark" },
]);

const room = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "inherit", font: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflow: "visible" },
  ".cm-content": { padding: "0", caretColor: "var(--accent)", minBlockSize: "50vh" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--ink-faint)" },
});

/** Makes the Markdown look like the page it becomes. */
export const editorLook: Extension = [room, syntaxHighlighting(marks)];
