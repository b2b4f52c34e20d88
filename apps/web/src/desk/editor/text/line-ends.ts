import { invertedEffects } from "@codemirror/commands";
import {
  type EditorState,
  type Extension,
  MapMode,
  RangeSet,
  RangeSetBuilder,
  RangeValue,
  StateEffect,
  StateField,
  Text,
  type TransactionSpec,
} from "@codemirror/state";

type LineEnd = "\n" | "\r\n" | "\r";

/** The end of one line, where it is another than the text's own. It goes with the line break. */
class OtherEnd extends RangeValue {
  override readonly startSide = 1;
  override readonly endSide = -1;
  override readonly mapMode = MapMode.TrackDel;
  readonly end: LineEnd;

  constructor(end: LineEnd) {
    super();
    this.end = end;
  }

  override eq({ end }: OtherEnd): boolean {
    return end === this.end;
  }
}

interface LineEnds {
  /** What most lines end with, and new ones do. */
  own: LineEnd;
  others: RangeSet<OtherEnd>;
}

const set = StateEffect.define<LineEnds>({
  map: ({ own, others }, changes) => ({ own, others: others.map(changes) }),
});

const field = StateField.define<LineEnds>({
  create: () => ({ own: "\n", others: RangeSet.empty }),
  update(before, { changes, docChanged, effects }) {
    let now = before;
    if (docChanged && before.others.size > 0) now = { ...now, others: before.others.map(changes) };
    for (const effect of effects) if (effect.is(set)) now = effect.value;
    return now;
  },
});

/**
 * What a text is in an editor, which knows one kind of line break: its lines, and how each ends.
 * `bodyOf` gives the very same text back.
 */
export function linesOf(text: string): { doc: Text; ends: LineEnds } {
  const parts = text.split(/(\r\n?|\n)/);
  const lines = parts.filter((_, order) => order % 2 === 0);
  // The cast: these are what the pattern matches.
  const ends = parts.filter((_, order) => order % 2 === 1) as LineEnd[];
  const own = commonest(ends);
  const others = new RangeSetBuilder<OtherEnd>();
  let at = 0;
  for (const [order, end] of ends.entries()) {
    at += lines[order]?.length ?? 0;
    if (end !== own) others.add(at, at + 1, new OtherEnd(end));
    at += 1;
  }
  return { doc: Text.of(lines), ends: { own, others: others.finish() } };
}

function commonest(ends: readonly LineEnd[]): LineEnd {
  const count = (end: LineEnd) => ends.filter((one) => one === end).length;
  const [first] = (["\n", "\r\n", "\r"] as const).toSorted((one, two) => count(two) - count(one));
  return first ?? "\n";
}

/** Keeps how the lines of a text end, through edits, undo and `replacing`. */
export function lineEnds(text: string): Extension {
  return [
    field.init(() => linesOf(text).ends),
    // Undo brings back the ends of the lines it brings back.
    invertedEffects.of(({ startState, state }) => {
      const [before, after] = [startState.field(field), state.field(field)];
      const isOne = before.own === after.own && before.others.size + after.others.size === 0;
      return isOne ? [] : [set.of(before)];
    }),
  ];
}

/** What puts another text in the place of an editor's. */
export function replacing(state: EditorState, text: string): TransactionSpec {
  const { doc, ends } = linesOf(text);
  const changes = { from: 0, to: state.doc.length, insert: doc };
  return { changes, effects: set.of(ends) };
}

/** The text of an editor, byte for byte. */
export function bodyOf(state: EditorState): string {
  const { own, others } = state.field(field);
  const text = state.doc.toString();
  if (others.size === 0) return own === "\n" ? text : text.replaceAll("\n", own);
  let [body, from] = ["", 0];
  others.between(0, text.length, (at, to, { end }) => {
    body += text.slice(from, at).replaceAll("\n", own) + end;
    from = to;
  });
  return body + text.slice(from).replaceAll("\n", own);
}

/** Where a place of a text stands in the editor that shows it. */
export const placeIn = (text: string, at: number): number =>
  text.slice(0, at).replaceAll("\r\n", "\n").length;
