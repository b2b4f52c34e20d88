import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import {
  EditorSelection,
  type EditorState,
  type Line,
  type SelectionRange,
  type StateCommand,
} from "@codemirror/state";
import type { SyntaxNode, Tree } from "@lezer/common";

import { areAllShown } from "./reveal.ts";

// Names of @lezer/markdown's nodes, and the marks around each.
const pairs = {
  StrongEmphasis: "**",
  Emphasis: "*",
  InlineCode: "`",
  Strikethrough: "~~",
} as const;
type Pair = keyof typeof pairs;

/** What the toolbar can switch on and off, as found around the caret. */
export type Mark = Pair | "Heading" | "BulletList" | "Blockquote" | "AllMarks";

const treeMarks = ["StrongEmphasis", "Emphasis", "InlineCode", "BulletList", "Blockquote"] as const;
const parseMs = 50;

function enclosing(tree: Tree, { from, to }: SelectionRange, name: string): SyntaxNode | null {
  let node: SyntaxNode | null = tree.resolveInner(from, from === to ? -1 : 1);
  // A caret before the first letter stands in the word after it.
  if (from === to && node.name === "Paragraph") node = tree.resolveInner(from, 1);
  for (; node; node = node.parent) {
    if (node.name === name && node.from <= from && node.to >= to) return node;
  }
  return null;
}

/** A piece of the text with its marks, each of a width. */
interface Marked {
  from: number;
  to: number;
  width: number;
}

function markedBy(tree: Tree, range: SelectionRange, name: Pair): Marked | null {
  const node = enclosing(tree, range, name);
  if (node === null) return null;
  const opening = node.firstChild; // code may stand between longer rows of backticks
  const width = opening ? opening.to - opening.from : pairs[name].length;
  return { from: node.from, to: node.to, width };
}

/** Two marks with nothing between them yet: no tree knows them. */
function emptyPair(state: EditorState, { empty, head }: SelectionRange, name: Pair): Marked | null {
  const mark = pairs[name];
  const { from, text } = state.doc.lineAt(head);
  const [before] = /([*`~])\1*$/.exec(text.slice(0, head - from)) ?? [];
  const [after] = /^([*`~])\1*/.exec(text.slice(head - from)) ?? [];
  if (!empty || before !== mark || after !== mark) return null;
  return { from: head - mark.length, to: head + mark.length, width: mark.length };
}

/** The marks in force where the selection is. */
export function marksAt(state: EditorState): ReadonlySet<Mark> {
  const { main } = state.selection;
  const tree = syntaxTree(state); // as far as it goes: a keystroke must not wait for the parser
  const found = new Set<Mark>(treeMarks.filter((name) => enclosing(tree, main, name)));
  if (headingLevel(state.doc.lineAt(main.head).text) > 0) found.add("Heading");
  if (areAllShown(state)) found.add("AllMarks");
  return found;
}

/**
 * Wraps the selection, or the word at the caret, in a pair of marks; or takes them away. At the end
 * of what is between them the caret steps out, so the same keys begin and end what is typed.
 */
export const togglePair =
  (name: Pair): StateCommand =>
  ({ state, dispatch }) => {
    const tree = ensureSyntaxTree(state, state.selection.main.to, parseMs) ?? syntaxTree(state);
    const changes = state.changeByRange((range) => {
      const node = markedBy(tree, range, name) ?? emptyPair(state, range, name);
      if (node === null) return wrap(state, tree, range, name);
      const isAtEnd = range.empty && range.head === node.to - node.width;
      const hasWords = node.to - node.from > 2 * node.width;
      if (isAtEnd && hasWords) return { range: EditorSelection.cursor(node.to) };
      return unwrap(range, node);
    });
    dispatch(state.update(changes, { userEvent: "input", scrollIntoView: true }));
    return true;
  };

function unwrap(range: SelectionRange, node: Marked) {
  const { width } = node;
  const keep = (at: number) => Math.min(Math.max(at, node.from + width), node.to - width) - width;
  return {
    range: EditorSelection.range(keep(range.anchor), keep(range.head)),
    changes: [
      { from: node.from, to: node.from + width },
      { from: node.to - width, to: node.to },
    ],
  };
}

function wrap(state: EditorState, tree: Tree, range: SelectionRange, name: Pair) {
  const mark = pairs[name];
  const word = range.empty ? state.wordAt(range.head) : null;
  const text = state.sliceDoc(range.from, range.to);
  // `** word**` is not emphasis: marks stand against letters.
  const from = (word?.from ?? range.from) + (text.length - text.trimStart().length);
  const to = Math.max(from, (word?.to ?? range.to) - (text.length - text.trimEnd().length));
  const changes = state.changes([
    { from, insert: mark },
    { from: to, insert: mark },
    ...marksInside(tree, { from, to }, name),
  ]);
  if (word) return { changes, range: EditorSelection.cursor(range.head + mark.length) };
  if (from === to) return { changes, range: EditorSelection.cursor(from + mark.length) };
  return {
    changes,
    range: EditorSelection.range(changes.mapPos(from, 1), changes.mapPos(to, -1)),
  };
}

/** The same marks around parts of a selection, which go when the whole of it gets them. */
function marksInside(tree: Tree, { from, to }: { from: number; to: number }, name: Pair) {
  const gone: { from: number; to: number }[] = [];
  tree.iterate({
    from,
    to,
    enter({ name: found, from: start, to: end, node }) {
      if (found !== name || start < from || end > to) return;
      for (const mark of [node.firstChild, node.lastChild]) {
        if (mark) gone.push({ from: mark.from, to: mark.to });
      }
    },
  });
  return gone;
}

/** Code: backticks around a piece of a line, a fence around several lines. */
export const toggleCode: StateCommand = (target) => {
  const { state, dispatch } = target;
  const { main } = state.selection;
  const [first, last] = [state.doc.lineAt(main.from), state.doc.lineAt(main.to)];
  if (first.number === last.number) return togglePair("InlineCode")(target);
  dispatch(
    state.update({
      changes: [
        { from: first.from, insert: "```\n" },
        { from: last.to, insert: "\n```" },
      ],
      selection: EditorSelection.cursor(first.from + 3),
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};

const headingLevel = (line: string) => /^(#{1,6}) /.exec(line)?.[1]?.length ?? 0;

/** Makes the lines headings of a level, or plain again when they are that already. */
export const setHeading =
  (level: number): StateCommand =>
  (target) => {
    const isThere = selectedLines(target.state).every((line) => headingLevel(line.text) === level);
    const mark = isThere ? "" : `${"#".repeat(level)} `;
    return relabel(target, (line) => [/^#{1,6} /.exec(line.text)?.[0] ?? "", mark]);
  };

/** Goes from plain to a section's heading, to a smaller one, and back. */
export const cycleHeading: StateCommand = (target) => {
  const level = headingLevel(target.state.doc.lineAt(target.state.selection.main.head).text);
  return setHeading(level === 0 ? 2 : level === 2 ? 3 : level)(target);
};

/** Numbers the lines, or takes their numbers away when all of them have one. */
export const toggleNumbers: StateCommand = (target) => {
  const number = /^\d{1,9}[.)] /;
  const isOn = selectedLines(target.state).every((line) => number.test(line.text));
  return relabel(target, (line, index) => [
    number.exec(line.text)?.[0] ?? "",
    isOn ? "" : `${index + 1}. `,
  ]);
};

/**
 * Ends a list from an empty last item. The line left free keeps what follows from becoming a part
 * of the item before it (CommonMark 0.31.2, 5.2 "Laziness").
 */
export const leaveList: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const lineText = (number: number) =>
    number >= 1 && number <= state.doc.lines ? state.doc.line(number).text.trim() : "";
  const isEmptyItem = /^(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]*)?$/.test(line.text);
  const isLast = lineText(line.number + 1) === "";
  if (!main.empty || !isEmptyItem || !isLast || lineText(line.number - 1) === "") return false;
  const tree = ensureSyntaxTree(state, line.to, parseMs) ?? syntaxTree(state);
  const list = tree.resolveInner(line.from, 1).parent?.parent;
  if (!list?.name.endsWith("List") || list.from === line.from) return false;
  dispatch(
    state.update({
      changes: { from: line.from, to: line.to, insert: "\n" },
      selection: EditorSelection.cursor(line.from + 1),
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Starts every line with a mark, or takes it away when all of them have it. */
export const toggleLines =
  (mark: "> " | "- "): StateCommand =>
  (target) => {
    const isOn = selectedLines(target.state).every((line) => line.text.startsWith(mark));
    return relabel(target, () => (isOn ? [mark, ""] : ["", mark]));
  };

function selectedLines(state: EditorState) {
  const { from, to } = state.selection.main;
  const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number];
  return Array.from({ length: last - first + 1 }, (_, index) => state.doc.line(first + index));
}

/** Changes how the selected lines begin: `[what goes, what comes]`. */
function relabel(
  { state, dispatch }: Parameters<StateCommand>[0],
  relabelled: (line: Line, index: number) => readonly [string, string],
) {
  const changes = state.changes(
    selectedLines(state).map((line, index) => {
      const [gone, come] = relabelled(line, index);
      return { from: line.from, to: line.from + gone.length, insert: come };
    }),
  );
  const selection = state.selection.map(changes, 1);
  dispatch(state.update({ changes, selection, userEvent: "input", scrollIntoView: true }));
  return true;
}

/** Makes the selection a link, with the caret where its address goes. */
export const insertLink: StateCommand = ({ state, dispatch }) => {
  const changes = state.changeByRange((range) => {
    const text = state.sliceDoc(range.from, range.to);
    const isAddress = /^(https?:\/\/|mailto:)\S+$/.test(text);
    const insert = isAddress ? `[](${text})` : `[${text}]()`;
    const caret = range.from + (isAddress || text === "" ? 1 : insert.length - 1);
    return {
      changes: { from: range.from, to: range.to, insert },
      range: EditorSelection.cursor(caret),
    };
  });
  dispatch(state.update(changes, { userEvent: "input", scrollIntoView: true }));
  return true;
};

/** A paragraph of its own at the line of `at`: what to insert, and where. */
export function paragraphAt(state: EditorState, at: number, text: string) {
  const line = state.doc.lineAt(at);
  const isEmpty = line.text.trim() === "";
  const lineText = (number: number) =>
    number >= 1 && number <= state.doc.lines ? state.doc.line(number).text.trim() : "";
  const before = isEmpty ? (lineText(line.number - 1) === "" ? "" : "\n") : "\n\n";
  const hasRoomAfter = line.number < state.doc.lines && lineText(line.number + 1) === "";
  return { from: line.to, insert: `${before}${text}${hasRoomAfter ? "" : "\n"}` };
}
