import { history, redo, undo } from "@codemirror/commands";
import { EditorState, type TransactionSpec } from "@codemirror/state";
import { expect, test } from "vitest";

import { bodyOf, lineEnds, linesOf, placeIn, replacing } from "./line-ends.ts";

/** An editor with a text in it. */
function open(text: string) {
  let state = EditorState.create({
    doc: linesOf(text).doc,
    extensions: [lineEnds(text), history({ newGroupDelay: 0 })],
  });
  const dispatch = (spec: TransactionSpec) => (state = state.update(spec).state);
  return {
    dispatch,
    body: () => bodyOf(state),
    state: () => state,
    undo: () => undo({ state, dispatch: (transaction) => (state = transaction.state) }),
    redo: () => redo({ state, dispatch: (transaction) => (state = transaction.state) }),
  };
}

const texts = [
  "",
  "one",
  "\uFEFFone\ntwo",
  "\uFEFF",
  "one\r\ntwo\r\n",
  "one\rtwo\r",
  "\r\n\n\r\r\n",
  "one\r\ntwo\nthree\r\nfour\rfive\r\n",
  "one\ntwo\r\nthree\n\r",
  "a\u2028b\u0085c\vd\fe",
];

test.each(texts)("%j is in the editor as it was, byte for byte", (text) => {
  expect(open(text).body()).toBe(text);
});

test.each(texts)("a key typed into %j changes nothing but its place", (text) => {
  const editor = open(text);
  const end = editor.state().doc.length;
  editor.dispatch({ changes: { from: end, insert: "x" } });
  expect(editor.body()).toBe(`${text}x`);
  editor.dispatch({ changes: { from: 0, insert: "x" } });
  expect(editor.body()).toBe(`x${text}x`);
  editor.undo();
  editor.undo();
  expect(editor.body()).toBe(text);
});

test("a key at the end of a line goes before its end, whichever that is", () => {
  const editor = open("one\r\ntwo\nthree\r\n");
  editor.dispatch({ changes: { from: 7, insert: "x" } });
  editor.dispatch({ changes: { from: 9, insert: "y" } });
  expect(editor.body()).toBe("one\r\ntwox\nythree\r\n");
});

test("new lines end as the text's own do, typed or pasted", () => {
  const editor = open("one\r\ntwo\r\n");
  const pasted = editor.state().toText("a\nb\r\nc\rd\n");
  editor.dispatch({ changes: { from: 3, insert: pasted } });
  expect(editor.body()).toBe("onea\r\nb\r\nc\r\nd\r\n\r\ntwo\r\n");
});

test("a line end that goes and comes back by undo is what it was", () => {
  const text = "one\r\ntwo\nthree\r\n";
  const editor = open(text);
  editor.dispatch({ changes: { from: 5, to: 9, insert: "X" } });
  expect(editor.body()).toBe("one\r\ntXhree\r\n");
  editor.undo();
  expect(editor.body()).toBe(text);
  editor.redo();
  expect(editor.body()).toBe("one\r\ntXhree\r\n");
});

test("another text in its place has its own line ends, and undo those of the first", () => {
  for (const first of texts) {
    for (const second of texts.filter((text) => text !== first)) {
      const editor = open(first);
      editor.dispatch(replacing(editor.state(), second));
      expect(editor.body()).toBe(second);
      editor.dispatch({ changes: { from: 0, insert: "x" } });
      expect(editor.body()).toBe(`x${second}`);
      editor.undo();
      editor.undo();
      expect([first, second, editor.body()]).toEqual([first, second, first]);
      editor.redo();
      expect(editor.body()).toBe(second);
    }
  }
});

test("a place in a text is the same place in the editor", () => {
  const text = "one\r\ntwo\r\n[x]()";
  expect(
    open(text)
      .state()
      .sliceDoc(placeIn(text, text.indexOf("["))),
  ).toBe("[x]()");
});
