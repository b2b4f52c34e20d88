import { syntaxTree } from "@codemirror/language";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

import { revealOf } from "../reveal.ts";
import { looksOf } from "./looks.ts";

class FadedMarks {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = looksInView(view);
  }

  update({ view, docChanged, viewportChanged, startState, state }: ViewUpdate): void {
    const isSame =
      !docChanged &&
      !viewportChanged &&
      revealOf(startState) === revealOf(state) &&
      syntaxTree(startState) === syntaxTree(state);
    if (!isSame) this.decorations = looksInView(view);
  }
}

/** Only what is on screen is looked at, so a long post costs no more than a short one. */
const looksInView = ({ state, visibleRanges }: EditorView): DecorationSet =>
  Decoration.set(
    visibleRanges.flatMap(({ from, to }) => looksOf(state, from, to)),
    true,
  );

/** Hides the marks of every line but those being written. */
export const fadedMarks = ViewPlugin.fromClass(FadedMarks, {
  decorations: ({ decorations }) => decorations,
});
