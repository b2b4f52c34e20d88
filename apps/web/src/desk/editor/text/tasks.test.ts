import { EditorSelection, EditorState } from "@codemirror/state";
import { expect, test } from "vitest";

import { quoinMarkdown } from "./markdown-language.ts";
import { toggleTasks } from "./tasks.ts";

/** The text after the tasks of the selection were turned; null when there were none. */
function toggled(doc: string, anchor: number, head = anchor): string | null {
  const selection = EditorSelection.single(anchor, head);
  const state = EditorState.create({ doc, selection, extensions: [quoinMarkdown()] });
  let after: EditorState | null = null;
  toggleTasks({ state, dispatch: (transaction) => void (after = transaction.state) });
  return (after as EditorState | null)?.sliceDoc() ?? null;
}

test("a task is ticked and unticked in the text, and its neighbours are left alone", () => {
  expect(toggled("- [ ] one\n- [ ] two", 7)).toBe("- [x] one\n- [ ] two");
  expect(toggled("- [X] one", 9)).toBe("- [ ] one");
  expect(toggled("1. [ ] one", 9)).toBe("1. [x] one");
});

test("every task of a selection is turned", () => {
  expect(toggled("- [ ] one\n- two\n- [x] three", 0, 20)).toBe("- [x] one\n- two\n- [ ] three");
});

test("what only looks like a task stays as it is", () => {
  expect(toggled("see [ ] here", 5)).toBeNull();
  expect(toggled("```\n- [ ] one\n```", 8)).toBeNull();
});
