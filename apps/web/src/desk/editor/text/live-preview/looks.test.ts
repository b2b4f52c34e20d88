import { ensureSyntaxTree } from "@codemirror/language";
import { EditorSelection, EditorState } from "@codemirror/state";
import { expect, test } from "vitest";

import { quoinMarkdown } from "../markdown-language.ts";
import { enter, reveal } from "../reveal.ts";
import { looksOf } from "./looks.ts";

/** Opens a text with the caret at |, or a selection written as ‹…›; without either nobody is in it. */
function open(written: string): EditorState {
  const marks = [...written.matchAll(/[‹›|]/g)].map((mark, index) => mark.index - index);
  const state = EditorState.create({
    doc: written.replaceAll(/[‹›|]/g, ""),
    selection: EditorSelection.single(marks[0] ?? 0, marks[1]),
    extensions: [quoinMarkdown(), reveal()],
  });
  ensureSyntaxTree(state, state.doc.length, 1000);
  // A state keeps the tree it was made with: on a busy machine only the next one has the whole.
  return state.update(marks.length > 0 ? { effects: enter.of(null) } : {}).state;
}

/** What is left to see: hidden marks are gone, and what is drawn in their place is in braces. */
function seen(written: string): string {
  const state = open(written);
  const replaced = looksOf(state, 0, state.doc.length)
    .filter(({ from, to, value }) => to > from && value.spec.class === undefined)
    .toSorted((one, other) => other.from - one.from);
  let text = state.sliceDoc();
  for (const { from, to, value } of replaced) {
    const drawn: unknown = value.spec.widget;
    const name = drawn instanceof Object ? `{${drawn.constructor.name.replace("Widget", "")}}` : "";
    text = text.slice(0, from) + name + text.slice(to);
  }
  return text;
}

/** The classes of each line. */
function lineLooks(written: string): string[] {
  const state = open(written);
  const looks = looksOf(state, 0, state.doc.length).filter(({ from, to }) => from === to);
  return Array.from({ length: state.doc.lines }, (_, index) =>
    looks
      .filter(({ from }) => from === state.doc.line(index + 1).from)
      .map(({ value }) => String(value.spec.class))
      .toSorted()
      .join(" "),
  );
}

test("marks are gone from lines nobody is on, and the words stay", () => {
  expect(seen("## On **quoins** ##")).toBe("On quoins");
  expect(seen("a *b* _c_ ~~d~~ `e` \\* f")).toBe("a b c d e * f");
  expect(seen("> > a\n> b")).toBe("a\nb");
  expect(seen("Title\n===")).toBe("Title\n");
  expect(seen("```ts\ncode()\n```")).toBe("ts\ncode()\n");
});

test("the line with the caret shows every mark, and only that line", () => {
  expect(seen("**a**\n\n**b|**")).toBe("a\n\n**b**");
  expect(seen("# a|\n\n# b")).toBe("# a\n\nb");
});

test("a selection shows the marks of all its lines", () => {
  expect(seen("**a**\n\n**‹b**\n\n**c›**")).toBe("a\n\n**b**\n\n**c**");
});

test("what goes over several lines shows its marks on any of them", () => {
  expect(seen("**a\nb|\nc**")).toBe("**a\nb\nc**");
  expect(seen("```ts\nco|de()\n```")).toBe("```ts\ncode()\n```");
});

test("until somebody is in the text, no line is being written", () => {
  expect(seen("**a**")).toBe("a");
  expect(seen("|**a**")).toBe("**a**");
});

test("links show their words, and what has none stays as typed", () => {
  expect(seen('[a](https://b.test "c") [d][e] <https://f.test>')).toBe("a d https://f.test");
  expect(seen("[](https://b.test) [d]")).toBe("[](https://b.test) [d]");
  expect(seen("![a](https://b.test/c.png)")).toBe("a");
  expect(seen("a[^1]\n\n[^1]: b *c*")).toBe("a1\n\n1: b c");
});

test("lists have round marks, tasks have boxes, and rules are drawn", () => {
  expect(seen("- a\n  - b\n1. c")).toBe("{Bullet}a\n{Bullet}b\n1. c");
  expect(seen("- [ ] a\n- [x] b")).toBe("{Task}a\n{Task}b");
  expect(seen("a\n\n***\n")).toBe("a\n\n{Rule}\n");
  expect(seen("- [ ] |a")).toBe("- [ ] a");
});

test("code and tags are shown as typed", () => {
  expect(seen("```\n**a**\n- b\n```")).toBe("\n**a**\n- b\n");
  expect(seen("<div>\n**a**\n</div>")).toBe("<div>\n**a**\n</div>");
});

test("lines know how deep in lists and quotes they are", () => {
  expect(lineLooks("- a\n  b\n  - c\n\n> d\n> > e")).toEqual([
    "md-line-first md-line-item md-item-1",
    "md-line-item md-item-1",
    "md-line-first md-line-item md-item-2",
    "",
    "md-line-quote md-quote-1",
    "md-line-quote md-quote-2",
  ]);
});
