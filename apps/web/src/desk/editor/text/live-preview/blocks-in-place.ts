import { syntaxTree } from "@codemirror/language";
import {
  type EditorState,
  type Extension,
  type Range,
  RangeSet,
  StateField,
  type Transaction,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { SyntaxNode, Tree } from "@lezer/common";

import { isRevealed, revealOf, type Span } from "../reveal.ts";
import { Block } from "./block.ts";
import { pictureBlocks } from "./pictures-in-place.ts";
import { readAgain } from "./read-again.ts";
import { TableWidget } from "./table-in-place.ts";

class TableBlock extends Block {
  readonly widget: TableWidget;

  constructor(widget: TableWidget) {
    super();
    this.widget = widget;
  }

  override eq({ widget }: TableBlock): boolean {
    return widget.eq(this.widget);
  }

  override draw(from: number, to: number, isShown: boolean): Range<Decoration>[] {
    if (isShown) return [];
    return [Decoration.replace({ widget: this.widget, block: true }).range(from, to)];
  }
}

interface Blocks {
  tree: Tree;
  knownTo: number;
  found: RangeSet<Block>;
  drawn: DecorationSet;
}

const field = StateField.define<Blocks>({
  create(state) {
    const tree = syntaxTree(state);
    const found = RangeSet.of(blocksIn(state, tree, { from: 0, to: tree.length }), true);
    const nothing = { tree, knownTo: tree.length, found, drawn: Decoration.none };
    return redraw(nothing, state, [{ from: 0, to: state.doc.length }]);
  },
  update(before, transaction) {
    const { changes, docChanged, startState, state } = transaction;
    const tree = syntaxTree(state);
    const [wasRevealed, reveal] = [revealOf(startState), revealOf(state)];
    if (!docChanged && tree === before.tree && wasRevealed === reveal) return before;

    const { spans, knownTo } = readAgain({
      before: before.tree,
      after: tree,
      changes,
      knownTo: changes.mapPos(before.knownTo),
    });
    let found = before.found.map(changes);
    for (const { from, to } of spans) {
      const add = blocksIn(state, tree, { from, to });
      found = found.update({
        filterFrom: from,
        filterTo: to,
        filter: (start, end) => end < from || start > to,
        add,
        sort: true,
      });
    }
    const now = { tree, knownTo, found, drawn: before.drawn.map(changes) };
    return redraw(now, state, [...spans, ...turned(transaction)]);
  },
  provide: (blocks) => EditorView.decorations.from(blocks, ({ drawn }) => drawn),
});

/** The lines that have begun or ceased to show their marks. */
function turned({ changes, startState, state }: Transaction): Span[] {
  const [was, is] = [revealOf(startState), revealOf(state)];
  if (was === is) return [];
  if (was.isAll !== is.isAll) return [{ from: 0, to: state.doc.length }];
  const gone = was.lines.map(({ from, to }) => ({
    from: changes.mapPos(from, -1),
    to: changes.mapPos(to, 1),
  }));
  return [...gone, ...is.lines];
}

/** Draws the blocks that touch any of the spans anew. */
function redraw(blocks: Blocks, state: EditorState, spans: readonly Span[]): Blocks {
  const reveal = revealOf(state);
  let { drawn } = blocks;
  for (const span of spans) {
    const touched: Range<Block>[] = [];
    blocks.found.between(span.from, span.to, (start, end, value) => {
      touched.push(value.range(start, end));
    });
    const from = Math.min(span.from, ...touched.map((block) => block.from));
    const to = Math.max(span.to, ...touched.map((block) => block.to));
    drawn = drawn.update({
      filterFrom: from,
      filterTo: to,
      filter: (start, end) => end < from || start > to,
      add: touched.flatMap((block) =>
        block.value.draw(block.from, block.to, isRevealed(reveal, block.from, block.to)),
      ),
      sort: true,
    });
  }
  return { ...blocks, drawn };
}

/** The tables and pictures of the top-level blocks that begin within a span. */
function blocksIn({ doc }: EditorState, tree: Tree, { from, to }: Span): Range<Block>[] {
  const found: Range<Block>[] = [];
  let block: SyntaxNode | null = tree.topNode.enter(from, 1) ?? tree.topNode.childAfter(from);
  for (; block && block.from <= to; block = block.nextSibling) {
    if (block.name === "Table") {
      const line = doc.lineAt(block.from);
      const isWhole = line.from === block.from && doc.lineAt(block.to).to === block.to;
      const widget = new TableWidget(block, doc);
      if (isWhole) found.push(new TableBlock(widget).range(block.from, block.to));
    } else if (block.name !== "FencedCode" && block.name !== "CodeBlock") {
      found.push(...pictureBlocks(doc, tree, block));
    }
  }
  return found;
}

/** Tables and pictures are shown where they stand; a table being written is Markdown. */
export const blocksInPlace: Extension = field;

/** The block drawn in the place of its lines that touches a position, or null. */
export function foldedAt(state: EditorState, at: number): Span | null {
  let found: Span | null = null;
  state.field(field).drawn.between(at, at, (from, to) => {
    if (to > from) found = { from, to };
  });
  return found;
}
