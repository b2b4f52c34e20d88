import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { notices } from "../../../lib/notices.ts";

/** Pasting a page or a document brings its Markdown; with Shift, or into code, only its words. */
export function pasteHtml(): Extension {
  let isPlain = false;
  return EditorView.domEventHandlers({
    keydown({ key, shiftKey, ctrlKey, metaKey }) {
      if (key.toLowerCase() === "v") isPlain = shiftKey && (ctrlKey || metaKey);
      return false;
    },
    paste(event, view) {
      const wantsPlain = isPlain;
      isPlain = false;
      const data = event.clipboardData;
      if (!data || wantsPlain || view.state.readOnly || isInCode(view.state)) return false;
      const [html, text] = [data.getData("text/html"), data.getData("text/plain")];
      // A lone address is one; and an editor's colours say nothing about the code it shows.
      const isAddress = /^\s*(https?:\/\/|mailto:)\S+\s*$/.test(text);
      if (html === "" || isAddress || data.types.includes("vscode-editor-data")) return false;
      event.preventDefault();
      void insert(view, html, text);
      return true;
    },
  });
}

function isInCode(state: EditorState): boolean {
  const { from } = state.selection.main;
  for (let node = syntaxTree(state).resolveInner(from, -1); ;) {
    if (/Code/.test(node.name)) return true;
    if (node.parent === null) return false;
    node = node.parent;
  }
}

async function insert(view: EditorView, html: string, text: string): Promise<void> {
  const converted = await convert(html);
  const { state } = view;
  const words = converted?.markdown ?? text;
  const { from, to } = state.selection.main;
  const [before, after] = [state.doc.lineAt(from), state.doc.lineAt(to)];
  const hasBlocks = converted?.hasBlocks ?? false;
  const isAfterWords = hasBlocks && !isBlank(state.sliceDoc(before.from, from));
  const isBeforeWords = hasBlocks && !isBlank(state.sliceDoc(to, after.to));
  // Into a quotation comes quotation.
  const quote = /^(?:\s*>)+ ?/.exec(before.text)?.[0] ?? "";
  const insertion = `${apart(isAfterWords)}${words}${apart(isBeforeWords)}`.replaceAll(
    "\n",
    `\n${quote}`,
  );
  view.dispatch({
    ...state.replaceSelection(state.toText(insertion)),
    userEvent: "input.paste",
    scrollIntoView: true,
  });
}

const apart = (is: boolean) => (is ? "\n\n" : "");

/** Nothing, or the marks of a quotation around nothing. */
const isBlank = (text: string) => /^[\s>]*$/.test(text);

const leftOut = (pictures: number) =>
  pictures === 1
    ? "A picture was left out: it is only where it was copied. Drop it here as a file."
    : `${pictures} pictures were left out: they are only where they were copied. Drop them here as files.`;

/** The converter comes when it is first needed; without it the words are pasted as they are. */
async function convert(html: string) {
  try {
    const { htmlToMarkdown } = await import("./html-to-markdown.ts");
    return htmlToMarkdown(html, (pictures) => notices.say(leftOut(pictures)));
  } catch {
    return null;
  }
}
