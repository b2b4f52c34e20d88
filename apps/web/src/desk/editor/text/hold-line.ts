import { type Extension, type Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { revealOf } from "./reveal.ts";

/**
 * Applies transactions so that the line of the caret stays where it is on the screen while lines
 * above it show their marks, or cease to.
 */
export function holdLine(transactions: readonly Transaction[], view: EditorView): void {
  const last = transactions.at(-1);
  const isTurning =
    last !== undefined &&
    transactions.every(({ docChanged }) => !docChanged) &&
    revealOf(view.state) !== revealOf(last.state);
  if (!isTurning) {
    view.update(transactions);
    return;
  }
  const { head } = last.newSelection.main;
  const before = view.coordsAtPos(head);
  view.update(transactions);
  if (before === null || before.top < barsEnd() || before.bottom > innerHeight - ground) return;
  const after = view.coordsAtPos(head);
  if (after && Math.abs(after.top - before.top) > 1) {
    window.scrollBy({ top: after.top - before.top, behavior: "instant" });
  }
}

/** Below the caret there is always some room. */
const ground = 32;

/** Where the bars above the text end, which lie over what is scrolled. */
const barsEnd = (): number =>
  document.querySelector(".write-tools")?.getBoundingClientRect().bottom ?? 0;

/** Brings the caret into view below the bars, and not under them. */
export const clearOfBars: Extension = EditorView.scrollMargins.of(() => ({
  top: barsEnd(),
  bottom: ground,
}));
