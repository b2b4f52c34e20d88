import { type Extension, Prec } from "@codemirror/state";
import { type Command, keymap } from "@codemirror/view";

import { reveal } from "../reveal.ts";
import { blocksInPlace, foldedAt } from "./blocks-in-place.ts";
import { fadedMarks } from "./faded-marks.ts";

/**
 * The text looks like the page: marks are hidden, pictures, tables, rules and boxes drawn. The
 * lines being written show their Markdown. All of it is decoration of the one text.
 */
export function livePreview(): Extension {
  return [reveal(), blocksInPlace, fadedMarks, Prec.high(keymap.of(enterBlocks))];
}

/** An arrow leads into a drawn block, where it would jump over. */
const enterBlock =
  (isDown: boolean): Command =>
  (view) => {
    const { state } = view;
    const { main } = state.selection;
    if (!main.empty) return false;
    const line = state.doc.lineAt(main.head);
    const next = isDown ? line.number + 1 : line.number - 1;
    if (next < 1 || next > state.doc.lines) return false;
    const beyond = state.doc.line(next);
    const block = foldedAt(state, isDown ? beyond.from : beyond.to);
    if (block === null) return false;
    // A long paragraph has several rows: only from the outermost one the way leads out.
    const moved = view.moveVertically(main, isDown);
    if (moved.head >= line.from && moved.head <= line.to && moved.head !== main.head) {
      const isSameRow = view.coordsAtPos(moved.head)?.top === view.coordsAtPos(main.head)?.top;
      if (!isSameRow) return false;
    }
    const anchor = isDown ? block.from : state.doc.lineAt(block.to).from;
    view.dispatch({ selection: { anchor }, scrollIntoView: true, userEvent: "select" });
    return true;
  };

const enterBlocks = [
  { key: "ArrowDown", run: enterBlock(true) },
  { key: "ArrowUp", run: enterBlock(false) },
];
