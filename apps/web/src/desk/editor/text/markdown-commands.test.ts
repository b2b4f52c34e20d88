import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { EditorSelection, EditorState, type StateCommand } from "@codemirror/state";
import { expect, test } from "vitest";

import {
  cycleHeading,
  insertLink,
  leaveList,
  marksAt,
  paragraphAt,
  setHeading,
  toggleCode,
  toggleLines,
  togglePair,
} from "./markdown-commands.ts";

const bold = togglePair("StrongEmphasis");
const italic = togglePair("Emphasis");
const code = togglePair("InlineCode");

/** Opens a text whose selection is written as ‹…›, or whose caret is |. */
function open(written: string) {
  const marks = [...written.matchAll(/[‹›|]/g)].map((mark, index) => mark.index - index);
  return EditorState.create({
    doc: written.replaceAll(/[‹›|]/g, ""),
    selection: EditorSelection.single(marks[0] ?? 0, marks[1]),
    extensions: [markdown({ base: markdownLanguage })],
  });
}

/** The text after a picture came in at the caret. */
function inserted(written: string): string {
  const state = open(written);
  const changes = paragraphAt(state, state.selection.main.head, "![]()");
  return state.update({ changes }).state.sliceDoc();
}

/** The text after a command, written the same way. */
function run(command: StateCommand, written: string): string {
  let state = open(written);
  command({ state, dispatch: (transaction) => void (state = transaction.state) });
  const { from, to } = state.selection.main;
  const text = state.sliceDoc();
  if (from === to) return `${text.slice(0, from)}|${text.slice(from)}`;
  return `${text.slice(0, from)}‹${text.slice(from, to)}›${text.slice(to)}`;
}

test("bold goes around the selection and comes off again", () => {
  expect(run(bold, "a ‹wedge› here")).toBe("a **‹wedge›** here");
  expect(run(bold, "a **‹wedge›** here")).toBe("a ‹wedge› here");
  expect(run(bold, "a ‹**wedge**› here")).toBe("a ‹wedge› here");
});

test("bold takes the word at the caret, and waits for one where there is none", () => {
  expect(run(bold, "a we|dge")).toBe("a **we|dge**");
  expect(run(bold, "a **we|dge**")).toBe("a we|dge");
  expect(run(bold, "a |")).toBe("a **|**");
});

test("bold ends where it began: the same keys step out of what was typed", () => {
  expect(run(bold, "a **yes|**")).toBe("a **yes**|");
  expect(run(code, "a `yes|`")).toBe("a `yes`|");
  expect(run(italic, "**a *yes|***")).toBe("**a *yes*|**");
  expect(run(bold, "a **|**")).toBe("a |");
  expect(run(italic, "a **|**")).toBe("a ***|***");
});

test("marks stand against letters, never against a space", () => {
  expect(run(bold, "a‹ wedge ›here")).toBe("a **‹wedge›** here");
});

test("bold around a text that holds bold makes one of both", () => {
  expect(run(bold, "‹a **wedge** here›")).toBe("**‹a wedge here›**");
});

test("italic inside bold leaves the bold alone", () => {
  expect(run(italic, "**a ‹wedge›**")).toBe("**a *‹wedge›***");
});

test("code is backticks in a line and a fence around lines", () => {
  expect(run(toggleCode, "run ‹pnpm› now")).toBe("run `‹pnpm›` now");
  expect(run(toggleCode, "‹one\ntwo›")).toBe("```|\none\ntwo\n```");
});

test("headings go round, and keep to whole lines", () => {
  expect(run(cycleHeading, "On| quoins")).toBe("## On| quoins");
  expect(run(cycleHeading, "## On| quoins")).toBe("### On| quoins");
  expect(run(cycleHeading, "### On| quoins")).toBe("On| quoins");
  expect(run(setHeading(1), "### On| quoins")).toBe("# On| quoins");
});

test("lists and quotes take every selected line", () => {
  expect(run(toggleLines("- "), "‹one\ntwo›")).toBe("- ‹one\n- two›");
  expect(run(toggleLines("> "), "> ‹one\n> two›")).toBe("‹one\ntwo›");
});

test("an empty last item ends its list, and what follows stands on its own", () => {
  expect(run(leaveList, "- a\n- b\n- |")).toBe("- a\n- b\n\n|");
  expect(run(leaveList, "- a\n- |")).toBe("- a\n\n|");
  expect(run(leaveList, "1. a\n2. |\n\nmore")).toBe("1. a\n\n|\n\nmore");
  expect(run(leaveList, "- [ ] a\n- [ ] |")).toBe("- [ ] a\n\n|");
});

test("other items, and what only looks like one, are left to other keys", () => {
  for (const text of [
    "- a|",
    "- |",
    "text\n- |",
    "# Title\n- |",
    "- a\n- |\n- b",
    "- a\n  - |",
    "- a\n\n- |",
    "```\n- a\n- |\n```",
    "```\n- a\n- |",
  ]) {
    expect(run(leaveList, text)).toBe(text);
  }
});

test("a link asks for the part that is missing", () => {
  expect(run(insertLink, "see ‹this›")).toBe("see [this](|)");
  expect(run(insertLink, "see ‹https://quoin.test›")).toBe("see [|](https://quoin.test)");
  expect(run(insertLink, "see |")).toBe("see [|]()");
});

test("the toolbar knows what is around the caret", () => {
  expect([...marksAt(open("## a **we|dge**"))].toSorted()).toEqual(["Heading", "StrongEmphasis"]);
  expect([...marksAt(open("> - a `we|dge`"))].toSorted()).toEqual([
    "Blockquote",
    "BulletList",
    "InlineCode",
  ]);
});

test("a picture gets a paragraph of its own", () => {
  expect(inserted("|")).toBe("![]()\n");
  expect(inserted("one|\ntwo")).toBe("one\n\n![]()\n\ntwo");
  expect(inserted("one\n|\ntwo")).toBe("one\n\n![]()\n\ntwo");
  expect(inserted("one\n\n|\n\ntwo")).toBe("one\n\n![]()\n\ntwo");
});
