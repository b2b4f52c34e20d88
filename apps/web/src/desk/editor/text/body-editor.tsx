import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdownKeymap } from "@codemirror/lang-markdown";
import { EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useEffectEvent, useId, useRef } from "react";

import { takenOut } from "../../lib/guard-fields.ts";
import { styleNonce } from "../../lib/nonce.ts";
import { notices } from "../../lib/notices.ts";
import type { PictureUploads } from "../../pictures/picture-uploads.ts";
import { editorLook } from "./editor-look.ts";
import { followLinks } from "./follow-links.ts";
import { clearOfBars, holdLine } from "./hold-line.ts";
import { keepable } from "./keepable.ts";
import { landDrops } from "./land-drops.ts";
import { leaveText } from "./leave-text.ts";
import { bodyOf, lineEnds, linesOf, replacing } from "./line-ends.ts";
import { livePreview } from "./live-preview/live-preview.ts";
import {
  insertLink,
  leaveList,
  type Mark,
  marksAt,
  setHeading,
  toggleCode,
  toggleLines,
  toggleNumbers,
  togglePair,
} from "./markdown-commands.ts";
import { quoinMarkdown } from "./markdown-language.ts";
import { pasteHtml } from "./paste/paste-html.ts";
import { revealOf, toggleMarks } from "./reveal.ts";
import { toggleTasks } from "./tasks.ts";
import { uploadPlaces } from "./upload-places.ts";

interface BodyEditorProps {
  /** Gives the text to begin with. Later texts go in through `replaceBody`. */
  text: () => string;
  isReadOnly: boolean;
  uploads: PictureUploads;
  /** Called at each change, with the way to get the text as it then is: that takes a while. */
  onTyping: (read: () => string) => void;
  /** Called when other marks than before are in force. */
  onMarks: (marks: ReadonlySet<Mark>) => void;
  /** Hands out the view, and null when it is gone. */
  onView: (view: EditorView | null) => void;
}

// Named for people in shortcuts.ts.
const writingKeys = keymap.of([
  { key: "Mod-b", run: togglePair("StrongEmphasis") },
  { key: "Mod-i", run: togglePair("Emphasis") },
  { key: "Mod-e", run: toggleCode },
  { key: "Mod-k", run: insertLink },
  { key: "Mod-Shift-x", run: togglePair("Strikethrough") },
  { key: "Mod-Alt-1", run: setHeading(1) },
  { key: "Mod-Alt-2", run: setHeading(2) },
  { key: "Mod-Alt-3", run: setHeading(3) },
  { key: "Mod-Shift-7", run: toggleNumbers },
  { key: "Mod-Shift-8", run: toggleLines("- ") },
  { key: "Mod-Shift-9", run: toggleLines("> ") },
  { key: "Mod-Shift-Enter", run: toggleTasks },
  { key: "Mod-Shift-m", run: toggleMarks },
]);

/** The Markdown itself, set like the page. Tab goes on to the next control; Mod+] indents. */
export function BodyEditor({ text, isReadOnly, uploads, ...handlers }: BodyEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const hint = useId();
  const onTyping = useEffectEvent(handlers.onTyping);
  const onMarks = useEffectEvent(handlers.onMarks);
  const onView = useEffectEvent(handlers.onView);
  const open = useEffectEvent((parent: HTMLElement, isLocked: boolean) => {
    const body = text();
    let marks: ReadonlySet<Mark> = new Set();
    const showMarks = (state: EditorState) => {
      const now = marksAt(state);
      if (now.size === marks.size && [...now].every((mark) => marks.has(mark))) return;
      marks = now;
      onMarks(now);
    };
    const view = new EditorView({
      doc: linesOf(body).doc,
      extensions: [
        writing(body, hint),
        uploadPlaces(uploads),
        EditorState.readOnly.of(isLocked),
        EditorView.editable.of(!isLocked),
        EditorView.updateListener.of(({ docChanged, selectionSet, startState, state }) => {
          if (docChanged) onTyping(() => bodyOf(view.state));
          if (docChanged || selectionSet || revealOf(startState) !== revealOf(state)) {
            showMarks(state);
          }
        }),
      ],
      parent,
      dispatchTransactions: holdLine,
    });
    showMarks(view.state);
    return view;
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const view = open(host.current, isReadOnly);
    onView(view);
    return () => {
      onView(null);
      view.destroy();
    };
  }, [isReadOnly]);

  return (
    <>
      <div ref={host} className="write-body" />
      <p id={hint} hidden>
        Markdown. Tab goes on to what follows, Escape and then Tab leaves the text at once; Control
        or Command with ] indents a line. Alt with F10 goes to the toolbar.
      </p>
    </>
  );
}

function writing(text: string, hint: string): Extension {
  return [
    lineEnds(text),
    keepable(() => notices.say(takenOut)),
    landDrops,
    EditorView.cspNonce.of(styleNonce()),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      "aria-label": "Post body",
      "aria-describedby": hint,
      spellcheck: "true",
      autocorrect: "on",
      autocapitalize: "sentences",
    }),
    quoinMarkdown(),
    history(),
    writingKeys,
    keymap.of([
      { key: "Enter", run: leaveList },
      ...markdownKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    placeholder("Write, in Markdown or with the toolbar"),
    livePreview(),
    followLinks,
    leaveText,
    pasteHtml(),
    clearOfBars,
    editorLook,
  ];
}

/** Puts another text in the editor's place. Undo brings the old one back. */
export function replaceBody(view: EditorView, text: string): void {
  const { state } = view;
  if (bodyOf(state) === text) return;
  view.dispatch({
    ...replacing(state, text),
    annotations: Transaction.userEvent.of("input.replace"),
  });
}
