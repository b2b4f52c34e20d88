import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { expect, test } from "vitest";

import { quoinMarkdown } from "../markdown-language.ts";
import { enter, reveal } from "../reveal.ts";
import { blocksInPlace, foldedAt } from "./blocks-in-place.ts";

const picture = "![](/media/0190a1b2-0000-7000-8000-000000000001)";
const table = "| a | b |\n| - | - |\n| 1 | 2 |";

const extensions = [quoinMarkdown(), reveal(), blocksInPlace];

const open = (doc: string): EditorState =>
  after(EditorState.create({ doc, extensions }), { effects: enter.of(null) });

/** The state after a transaction, once the parser has caught up. */
function after(before: EditorState, spec: TransactionSpec): EditorState {
  const { state } = before.update(spec);
  ensureSyntaxTree(state, state.doc.length, 5000);
  return state.update({}).state;
}

/** Every drawn block: its lines when it stands in their place, or the line it stands below. */
function drawn(state: EditorState): string[] {
  const found: string[] = [];
  for (const source of state.facet(EditorView.decorations)) {
    if (typeof source === "function") continue;
    source.between(0, state.doc.length, (from, to) => {
      found.push(to > from ? state.sliceDoc(from, to) : `below ${state.doc.lineAt(from).text}`);
    });
  }
  return found;
}

test("tables and pictures alone on a line stand in its place, other pictures below it", () => {
  const mixed = `See ${picture} there`;
  const state = open(`Words\n\n${table}\n\n${picture}\n\n${mixed}`);
  expect(drawn(state)).toEqual([table, picture, `below ${mixed}`]);
});

test("a block being written shows its Markdown, and is drawn again afterwards", () => {
  const state = open(`Words\n\n${table}\n\n${picture}`);
  const inTable = after(state, { selection: { anchor: 12 } });
  expect(drawn(inTable)).toEqual([picture]);
  const atPicture = after(inTable, { selection: { anchor: state.doc.length } });
  expect(drawn(atPicture)).toEqual([table, `below ${picture}`]);
});

test("what only looks like a table or a picture, in code, stays text", () => {
  expect(drawn(open(`Words\n\n\`\`\`\n${table}\n\n${picture}\n\`\`\``))).toEqual([]);
  expect(drawn(open(`Words \`${picture}\``))).toEqual([]);
});

test("drawn blocks follow what is typed, wherever that is", () => {
  const state = open(`Words\n\n${table}\n\nMore\n\n${picture}`);
  const moved = after(state, { changes: { from: 0, insert: "New\n\n" } });
  expect(drawn(moved)).toEqual([table, picture]);
  const fenced = after(state, { changes: { from: 7, insert: "```\n" } });
  expect(drawn(fenced)).toEqual([]);
  const open2 = after(fenced, { changes: { from: 7, to: 11 } });
  expect(drawn(open2)).toEqual([table, picture]);
  const grown = after(state, { changes: { from: 7 + table.length, insert: "\n| 3 | 4 |" } });
  expect(drawn(grown)).toEqual([`${table}\n| 3 | 4 |`, picture]);
});

test("after any edit the same blocks are drawn as in a text opened anew", () => {
  const pieces = ["Words\n\n", `${table}\n\n`, `${picture}\n\n`, "```\n", "> a\n\n", "- b\n"];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  let state = open(pieces.join(""));
  for (let round = 0; round < 150; round += 1) {
    const from = random(state.doc.length + 1);
    const to = Math.min(state.doc.length, from + (random(3) === 0 ? random(60) : 0));
    const insert = random(2) === 0 ? (pieces[random(pieces.length)] ?? "") : "";
    state = after(state, { changes: { from, to, insert }, selection: { anchor: 0 } });
    if (state.doc.length > 3000) state = after(state, { changes: { from: 1000, to: 2500 } });
    const fresh = open(state.sliceDoc());
    const anew = after(fresh, { selection: { anchor: 0 } });
    expect(drawn(state), `round ${round}: ${JSON.stringify(state.sliceDoc())}`).toEqual(
      drawn(anew),
    );
  }
});

test("the block at a position is known while it is drawn", () => {
  const state = open(`Words\n\n${table}`);
  expect(foldedAt(state, 7)).toEqual({ from: 7, to: 7 + table.length });
  expect(foldedAt(state, 2)).toBeNull();
});
