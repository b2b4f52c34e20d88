import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";

import { keepable } from "./keepable.ts";

/** What becomes of a text that is pasted between "a" and "b", and how many characters were taken out. */
function paste(text: string) {
  let taken = 0;
  const state = EditorState.create({
    doc: "ab",
    selection: { anchor: 1 },
    extensions: [keepable((count) => (taken += count))],
  });
  const after = state.update({
    ...state.replaceSelection(state.toText(text)),
    userEvent: "input.paste",
  }).state;
  return { doc: after.doc.toString(), caret: after.selection.main.head, taken };
}

test("a NUL or half a character is taken out of what is pasted, and said; the rest stays as it is", () => {
  expect(paste("x\0y\nz\ud83d")).toEqual({
    doc: "ax\ny\nzb".replace("x\n", "x"),
    caret: 5,
    taken: 2,
  });
  expect(paste("\udc4d")).toEqual({ doc: "ab", caret: 1, taken: 1 });
  const fine = "é\u{1f44d}\uFEFF\u200d\ttab\u0007";
  expect(paste(fine)).toEqual({ doc: `a${fine}b`, caret: 1 + fine.length, taken: 0 });
});
