import type { ChangeSet } from "@codemirror/state";
import type { SyntaxNode, Tree } from "@lezer/common";

interface Reread {
  before: Tree;
  after: Tree;
  changes: ChangeSet;
  /** How far what is known reaches, in the text as it is now. */
  knownTo: number;
}

/**
 * The top-level blocks the parser has read anew since the last look, and how far what is known
 * reaches now.
 *
 * The parser keeps the nodes of blocks it did not have to read again, so looking goes on from the
 * first change to the first block that is the very same node: a few, however long the text is.
 */
export function readAgain({ before, after, changes, knownTo }: Reread) {
  const spans: { from: number; to: number }[] = [];
  let reached = knownTo;
  if (!changes.empty) {
    const change = extentOf(changes);
    const from = blockBefore(after, change.from);
    const to = resumption({ before, after, changes }, change.to);
    spans.push({ from, to: Math.max(to ?? after.length, change.to) });
    if (to === null) reached = after.length;
  }
  // The parser goes on by itself later; its last block may have been cut short.
  if (after.length > reached || (changes.empty && before !== after)) {
    spans.push({ from: blockBefore(after, Math.min(reached, before.length)), to: after.length });
    reached = after.length;
  }
  return { spans, knownTo: reached };
}

function extentOf(changes: ChangeSet) {
  let [from, to] = [Infinity, 0];
  changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    from = Math.min(from, fromB);
    to = Math.max(to, toB);
  });
  return { from, to };
}

/** The beginning of the block before the one at a position: a change may join the two. */
function blockBefore(tree: Tree, at: number): number {
  const block = tree.topNode.childBefore(at);
  return block?.prevSibling?.from ?? 0;
}

/** Where the first block after a change begins that the parser did not read again. */
function resumption({ before, after, changes }: Omit<Reread, "knownTo">, at: number) {
  const back = changes.invertedDesc;
  for (let block = after.topNode.childAfter(at); block; block = block.nextSibling) {
    if (block.from >= at && isKept(block, before, back.mapPos(block.from, 1))) return block.from;
  }
  return null;
}

function isKept({ tree }: SyntaxNode, before: Tree, at: number): boolean {
  const old = before.topNode.childAfter(at);
  return tree !== null && old?.from === at && old.tree === tree;
}
