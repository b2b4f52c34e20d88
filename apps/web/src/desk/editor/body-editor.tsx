import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useEffectEvent, useId, useRef } from "react";

import { styleNonce } from "../lib/nonce.ts";
import { editorLook } from "./editor-look.ts";
import {
  insertLink,
  type Mark,
  marksAt,
  setHeading,
  toggleCode,
  togglePair,
} from "./markdown-commands.ts";
import type { PictureUploads } from "./picture-uploads.ts";
import { picturesInPlace } from "./pictures-in-place.ts";
import { uploadPlaces } from "./upload-places.ts";

interface BodyEditorProps {
  /** The text to begin with. Later texts go in through `replaceBody`. */
  text: string;
  isReadOnly: boolean;
  uploads: PictureUploads;
  onText: (text: string) => void;
  onMarks: (marks: ReadonlySet<Mark>) => void;
  /** Hands out the view, and null when it is gone. */
  onView: (view: EditorView | null) => void;
}

const shortcuts = keymap.of([
  { key: "Mod-b", run: togglePair("StrongEmphasis") },
  { key: "Mod-i", run: togglePair("Emphasis") },
  { key: "Mod-e", run: toggleCode },
  { key: "Mod-k", run: insertLink },
  { key: "Mod-Alt-1", run: setHeading(1) },
  { key: "Mod-Alt-2", run: setHeading(2) },
  { key: "Mod-Alt-3", run: setHeading(3) },
]);

/** The Markdown itself, set like the page. Tab goes on to the next control; Mod+] indents. */
export function BodyEditor({ text, isReadOnly, uploads, ...handlers }: BodyEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const hint = useId();
  const onText = useEffectEvent(handlers.onText);
  const onMarks = useEffectEvent(handlers.onMarks);
  const onView = useEffectEvent(handlers.onView);
  const extensionsOf = useEffectEvent((): Extension => [
    writing(text, hint),
    uploadPlaces(uploads),
    EditorState.readOnly.of(isReadOnly),
    EditorView.editable.of(!isReadOnly),
    EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
      if (docChanged) onText(state.sliceDoc());
      if (docChanged || selectionSet) onMarks(marksAt(state));
    }),
  ]);

  useEffect(() => {
    if (host.current === null) return undefined;
    const view = new EditorView({
      state: EditorState.create({ doc: text, extensions: extensionsOf() }),
      parent: host.current,
    });
    onView(view);
    return () => {
      onView(null);
      view.destroy();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the text is where the editor begins
  }, [isReadOnly]);

  return (
    <>
      <div ref={host} className="write-body" />
      <p id={hint} hidden>
        Markdown. Tab leaves the text; Control or Command with ] indents a line. Alt with F10 goes
        to the toolbar.
      </p>
    </>
  );
}

function writing(text: string, hint: string): Extension {
  return [
    // Only texts with carriage returns name their line break: they are kept as they are.
    text.includes("\r") ? EditorState.lineSeparator.of(lineBreakOf(text)) : [],
    EditorView.cspNonce.of(styleNonce()),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      "aria-label": "Post body",
      "aria-describedby": hint,
      spellcheck: "true",
      autocorrect: "on",
      autocapitalize: "sentences",
    }),
    markdown({ base: markdownLanguage, addKeymap: false, completeHTMLTags: false }),
    history(),
    shortcuts,
    keymap.of([...markdownKeymap, ...historyKeymap, ...defaultKeymap]),
    placeholder("Write, in Markdown or with the toolbar"),
    picturesInPlace,
    editorLook,
  ];
}

const lineBreakOf = (text: string) => (/(^|[^\r])\n|\r(?!\n)/.test(text) ? "\n" : "\r\n");

/** Puts another text in the editor's place. Undo brings the old one back. */
export function replaceBody(view: EditorView, text: string): void {
  const { state } = view;
  if (state.sliceDoc() === text) return;
  view.dispatch({
    changes: { from: 0, to: state.doc.length, insert: state.toText(text) },
    annotations: Transaction.userEvent.of("input.replace"),
  });
}
