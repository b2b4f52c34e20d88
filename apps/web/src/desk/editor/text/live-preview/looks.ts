import { syntaxTree } from "@codemirror/language";
import type { EditorState, Range, Text } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";

import { isRevealed, revealOf } from "../reveal.ts";
import { TaskWidget } from "../tasks.ts";
import { partsOf, wordsIn } from "./inline-dom.ts";
import { LooksOfLines } from "./looks-of-lines.ts";
import { BulletWidget, RuleWidget } from "./small-widgets.ts";

const hidden = Decoration.replace({});
const bullet = Decoration.replace({ widget: new BulletWidget() });
const rule = Decoration.replace({ widget: new RuleWidget() });
const chip = Decoration.mark({ class: "md-chip" });
const address = Decoration.mark({ class: "md-address" });
const language = Decoration.mark({ class: "md-language" });
/** Words in brackets, which are read like a link and lead nowhere. */
const bracketed = Decoration.mark({ class: "md-bracketed" });
const note = Decoration.mark({ class: "md-note" });
const listMark = Decoration.mark({ class: "md-list-mark" });

/** Marks that are gone whenever what they stand around is not being written. */
const pairs = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark", "FootnoteMark"]);
/** Shown as typed. Front matter, tags and the text of code have no marks of ours inside. */
const asTyped = new Set(["HTMLBlock", "CommentBlock", "HTMLTag", "CodeText", "LinkReference"]);

/**
 * How the Markdown between two positions looks: which marks are hidden, and what lines they are on.
 * The text stays what it is, and the lines being written show everything.
 */
export function looksOf(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const { doc } = state;
  const reveal = revealOf(state);
  const lines = new LooksOfLines(doc, from, to);
  const found: Range<Decoration>[] = [];
  const isShown = (node: SyntaxNodeRef) => isRevealed(reveal, node.from, node.to);
  const draw = (start: number, end: number, how: Decoration) => {
    // What is hidden stays within its line: taking line breaks away is for blocks.
    if (end > start && doc.lineAt(start).to >= end) found.push(how.range(start, end));
  };

  const drawListMark = (node: SyntaxNodeRef) => {
    const end = skipSpaces(doc, node.to, 1);
    if (isShown(node)) return draw(node.from, end, listMark);
    draw(spacesBefore(doc, node.from), node.from, hidden);
    const item = node.node.parent;
    if (item?.getChild("Task")) return draw(node.from, end, hidden);
    return draw(node.from, end, item?.parent?.name === "OrderedList" ? listMark : bullet);
  };

  const drawTask = (node: SyntaxNodeRef) => {
    if (isShown(node)) return;
    const isDone = doc.sliceString(node.from + 1, node.from + 2) !== " ";
    const task = node.node.parent;
    const [words = ""] = task ? wordsIn(partsOf(task, doc)).trim().split("\n", 1) : [];
    const widget = new TaskWidget({ isDone, words, isReadOnly: state.readOnly });
    draw(node.from, skipSpaces(doc, node.to, 1), Decoration.replace({ widget }));
  };

  syntaxTree(state).iterate({
    from,
    to,
    enter(node) {
      const { name } = node;
      if (asTyped.has(name)) return false;
      if (name === "Table") {
        lines.mark("table", node);
        return false; // shown as a table, or as typed
      }
      if (name === "Blockquote") lines.deepen("quote", node);
      else if (name === "ListItem") lines.deepen("item", node);
      else if (name === "FencedCode" || name === "CodeBlock") lines.mark("code", node);
      else if (node.to < from || node.from > to) return false;
      else if (name === "ListMark") {
        lines.mark("first", node);
        drawListMark(node);
      } else if (name === "TaskMarker") drawTask(node);
      else if (name === "InlineCode") draw(node.from, node.to, chip);
      else if (name === "CodeInfo") draw(node.from, node.to, language);
      else if (name === "FootnoteReference") draw(node.from, node.to, note);
      else if (name === "HeaderMark") drawHeaderMark(node);
      else if (name === "Link" || name === "Image" || name === "Autolink") drawLink(node);
      else if (name === "URL" && standsAlone(node)) draw(node.from, node.to, address);
      else if (pairs.has(name)) {
        const owner = node.node.parent;
        if (owner && !isShown(owner)) draw(node.from, node.to, hidden);
      } else if (!isShown(node)) {
        if (name === "QuoteMark") draw(node.from, skipSpaces(doc, node.to, 1), hidden);
        if (name === "HorizontalRule") draw(node.from, node.to, rule);
        if (name === "Escape") draw(node.from, node.from + 1, hidden);
      }
      return undefined;
    },
  });
  return [...lines.ranges(), ...found];

  function drawHeaderMark(node: SyntaxNodeRef) {
    const heading = node.node.parent;
    if (heading === null || isShown(heading)) return;
    if (node.from === heading.from) draw(node.from, skipSpaces(doc, node.to), hidden);
    else draw(spacesBefore(doc, node.from), node.to, hidden);
  }

  function drawLink(node: SyntaxNodeRef) {
    const isLink = node.name !== "Link" || leadsOf(node.node) !== null;
    if (!isLink) draw(node.from, node.to, bracketed);
    if (isShown(node)) return;
    for (const { from: start, to: end } of linkMarks(node.node)) draw(start, end, hidden);
  }
}

/** An address in the text, and not that of words or of a picture. */
const standsAlone = ({ node: { parent } }: SyntaxNodeRef) =>
  parent?.name !== "Link" && parent?.name !== "Image";

const leadsOf = (link: SyntaxNode) => link.getChild("URL") ?? link.getChild("LinkLabel");

/** What of a link or picture is not its words: nothing when there would be no words left. */
function linkMarks(link: SyntaxNode): { from: number; to: number }[] {
  const [opening, closing] = link.getChildren("LinkMark");
  if (!opening || !closing) return [];
  if (link.name === "Autolink") return [opening, closing];
  if (leadsOf(link) === null || opening.to === closing.from) return [];
  return [opening, { from: closing.from, to: link.to }];
}

/** The position after the spaces at `from`, at most so many. */
function skipSpaces(doc: Text, from: number, atMost = Infinity): number {
  const line = doc.lineAt(from);
  const spaces = /^[ \t]*/.exec(line.text.slice(from - line.from))?.[0].length ?? 0;
  return from + Math.min(spaces, atMost);
}

/** Where the spaces before a position begin. */
function spacesBefore(doc: Text, to: number): number {
  const line = doc.lineAt(to);
  return line.from + line.text.slice(0, to - line.from).trimEnd().length;
}
