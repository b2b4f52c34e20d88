import {
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
  type Transaction,
} from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** A stretch of the text. */
export interface Span {
  from: number;
  to: number;
}

/** The lines that show their marks: those with a caret or a selection on them, in order. */
interface Reveal {
  lines: readonly Span[];
  /** Every mark is shown, wherever the caret is. */
  isAll: boolean;
  /** Somebody has been in the text. Until then no line is theirs. */
  isEntered: boolean;
  /** The pointer is down. Marks wait until it is up: a line that grows under it selects too much. */
  isHeld: boolean;
}

const showAll = StateEffect.define<boolean>();
/** Somebody is in the text now. */
export const enter = StateEffect.define();
const hold = StateEffect.define<boolean>();

const field = StateField.define<Reveal>({
  create: () => ({ lines: [], isAll: false, isEntered: false, isHeld: false }),
  update(before, transaction) {
    const { effects, docChanged, selection, state } = transaction;
    if (effects.length === 0 && !docChanged && !selection) return before;
    let { isAll, isEntered, isHeld } = before;
    for (const effect of effects) {
      if (effect.is(showAll)) isAll = effect.value;
      if (effect.is(enter)) isEntered = true;
      if (effect.is(hold)) isHeld = effect.value;
    }
    const isOpen = isEntered && !state.readOnly;
    const lines = isHeld ? mapped(before, transaction) : isOpen ? selectedLines(state) : [];
    const now = { lines, isAll, isEntered, isHeld };
    return isSame(before, now) ? before : now;
  },
});

function selectedLines({ doc, selection }: EditorState): Span[] {
  return selection.ranges.map(({ from, to }) => ({
    from: doc.lineAt(from).from,
    to: doc.lineAt(to).to,
  }));
}

const mapped = ({ lines }: Reveal, { changes, docChanged }: Transaction) =>
  docChanged
    ? lines.map(({ from, to }) => ({ from: changes.mapPos(from, -1), to: changes.mapPos(to, 1) }))
    : lines;

const isSame = (one: Reveal, other: Reveal) =>
  one.isAll === other.isAll &&
  one.isEntered === other.isEntered &&
  one.isHeld === other.isHeld &&
  one.lines.length === other.lines.length &&
  one.lines.every(({ from, to }, index) => {
    const line = other.lines[index];
    return line?.from === from && line.to === to;
  });

/** Which lines show their marks. The same value until that changes. */
export const revealOf = (state: EditorState): Reveal => state.field(field);

/** True when any line from `from` to `to` shows its marks. */
export const isRevealed = ({ isAll, lines }: Reveal, from: number, to: number): boolean =>
  isAll || lines.some((line) => line.from <= to && line.to >= from);

/** True when every mark is shown, wherever the caret is. */
export const areAllShown = (state: EditorState): boolean =>
  state.field(field, false)?.isAll ?? false;

const key = "quoin:marks";

/** Shows every mark, or only those of the line being written; this browser remembers. */
export function toggleMarks(view: EditorView): boolean {
  const isAll = !revealOf(view.state).isAll;
  view.dispatch({ effects: showAll.of(isAll) });
  try {
    if (isAll) localStorage.setItem(key, "shown");
    else localStorage.removeItem(key);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  return true;
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(key) === "shown";
  } catch {
    return false;
  }
}

/** Keeps track of the lines whose marks are shown. */
export function reveal(): Extension {
  return [
    field.init(() => ({ lines: [], isAll: isRemembered(), isEntered: false, isHeld: false })),
    EditorView.focusChangeEffect.of((_state, isFocusing) => (isFocusing ? enter.of(null) : null)),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (event.button !== 0) return;
        view.dispatch({ effects: hold.of(true) });
        const release = () => {
          window.removeEventListener("mouseup", release);
          window.removeEventListener("dragend", release);
          view.dispatch({ effects: hold.of(false) });
        };
        // On the window: after the editor has taken the pointer's last position.
        window.addEventListener("mouseup", release);
        window.addEventListener("dragend", release);
      },
    }),
  ];
}
