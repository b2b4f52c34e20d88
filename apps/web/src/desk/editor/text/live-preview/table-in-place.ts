import type { Text } from "@codemirror/state";
import { type EditorView, WidgetType } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";

import { inlineInto, type InlinePart, partsOf } from "./inline-dom.ts";

type Alignment = "left" | "center" | "right" | null;

interface Cell {
  /** Where its words stand, counted from the beginning of the table. */
  at: number;
  parts: readonly InlinePart[];
}

/** A table as readers see it. Pressing a cell leads to its Markdown. */
export class TableWidget extends WidgetType {
  readonly source: string;
  readonly alignments: readonly Alignment[];
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];

  constructor(table: SyntaxNode, doc: Text) {
    super();
    this.source = doc.sliceString(table.from, table.to);
    const rule = table.getChild("TableDelimiter");
    this.alignments = alignmentsIn(rule ? doc.sliceString(rule.from, rule.to) : "");
    const header = table.getChild("TableHeader");
    this.head = header ? cellsOf(header, table, doc) : [];
    this.rows = table.getChildren("TableRow").map((row) => cellsOf(row, table, doc));
  }

  override eq({ source }: TableWidget): boolean {
    return source === this.source;
  }

  override toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement("div");
    dom.className = "md-table prose";
    const frame = dom.appendChild(document.createElement("div"));
    frame.className = "table";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", "Table. Enter edits it.");
    const table = frame.appendChild(document.createElement("table"));
    this.#addRow(table.createTHead(), "th", this.head);
    const body = table.createTBody();
    for (const row of this.rows) this.#addRow(body, "td", row);

    const edit = (at: number, clientY: number | null) => {
      if (view.state.readOnly) return;
      editAt(view, view.posAtDOM(dom) + at, clientY);
    };
    frame.addEventListener("mousedown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      const cell = (event.target as Element).closest<HTMLElement>("[data-at]"); // clicks hit elements
      edit(Number(cell?.dataset.at ?? 0), event.clientY);
    });
    frame.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== frame) return;
      event.preventDefault();
      edit(this.head[0]?.at ?? 0, null);
    });
    return dom;
  }

  #addRow(section: HTMLTableSectionElement, kind: "th" | "td", cells: readonly Cell[]): void {
    const row = section.insertRow();
    // Cells beyond the head are not part of the table; missing ones are empty.
    for (const [index] of this.head.entries()) {
      const cell = row.appendChild(document.createElement(kind));
      const { at, parts } = cells[index] ?? { at: cells.at(-1)?.at ?? 0, parts: [] };
      cell.dataset.at = String(at);
      const alignment = this.alignments[index];
      if (alignment === "center" || alignment === "right") cell.className = `align-${alignment}`;
      inlineInto(cell, parts);
    }
  }

  override get estimatedHeight(): number {
    return 44 * (this.rows.length + 1);
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Puts the caret at a position, and its line where the pointer is. */
function editAt(view: EditorView, at: number, clientY: number | null): void {
  view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) } });
  view.focus();
  const line = clientY === null ? null : view.coordsAtPos(view.state.selection.main.head);
  if (line && clientY !== null) {
    const by = (line.top + line.bottom) / 2 - clientY;
    window.scrollBy({ top: by, behavior: "instant" });
  }
}

function cellsOf(row: SyntaxNode, table: SyntaxNode, doc: Text): Cell[] {
  const cells: Cell[] = [];
  // An empty cell has no node: what stands between two bars is a cell all the same.
  const marks = row.getChildren("TableDelimiter");
  const words = row.getChildren("TableCell");
  const source = doc.sliceString(row.from, row.to);
  const isOpen = source.startsWith("|");
  const isClosed = /(^|[^\\])\|\s*$/.test(source);
  const edges = [
    ...(isOpen ? [] : [row.from]),
    ...marks.map(({ to }) => to),
    ...(isClosed ? [] : [row.to]),
  ];
  for (const [index, start] of edges.slice(0, -1).entries()) {
    const end = edges[index + 1] ?? row.to;
    const cell = words.find(({ from, to }) => from >= start && to <= end);
    cells.push({
      at: (cell?.from ?? start) - table.from,
      parts: cell ? partsOf(cell, doc) : [],
    });
  }
  return cells;
}

function alignmentsIn(rule: string): Alignment[] {
  const cells = rule
    .trim()
    .replaceAll(/^\||\|$/g, "")
    .split("|");
  return cells.map((cell) => {
    const [left, right] = [cell.trim().startsWith(":"), cell.trim().endsWith(":")];
    if (left && right) return "center";
    return right ? "right" : left ? "left" : null;
  });
}
