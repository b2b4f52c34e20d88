/** Makes lists, tables and code what HTML says they are, where documents only make them look so. */
export function shapeBlocks(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll("table")].toReversed()) shapeTable(table);
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) adopt(list);
  for (const item of body.querySelectorAll("li")) tighten(item);
  for (const pre of body.querySelectorAll("pre")) nameCode(pre);
  for (const end of body.querySelectorAll("br")) if (standsBetweenBlocks(end)) end.remove();
}

const widest = 20;

/** One cell is a frame around something, and no table; a table without a head begins with it. */
function shapeTable(table: HTMLTableElement): void {
  const cells = table.querySelectorAll<HTMLTableCellElement>("td, th");
  for (const cell of cells) {
    // Every column of a cell is written out; a clipboard may state millions.
    cell.colSpan = Math.min(cell.colSpan, widest);
    cell.rowSpan = Math.min(cell.rowSpan, widest);
  }
  const [first] = cells;
  if (cells.length === 1 && first) {
    table.replaceWith(...first.childNodes);
    return;
  }
  for (const cell of cells) flatten(cell);
  if (table.querySelector("th") !== null) return;
  for (const cell of table.rows[0]?.cells ?? []) {
    const head = table.ownerDocument.createElement("th");
    head.append(...cell.childNodes);
    cell.replaceWith(head);
  }
}

const inCells = "p, div, li, ul, ol, dl, dt, dd, h1, h2, h3, h4, h5, h6, blockquote, pre, tr, hr";

/** A cell is one line: what stands below each other in it is parted by breaks, as pages show them. */
function flatten(cell: HTMLElement): void {
  const breakIn = () => cell.ownerDocument.createElement(cellBreak);
  for (const end of cell.querySelectorAll("br")) end.replaceWith(breakIn());
  for (const block of cell.querySelectorAll(inCells)) {
    block.replaceWith(breakIn(), ...block.childNodes, breakIn());
  }
  // A table in a cell has come to its rows, and its cells stand side by side.
  for (const inner of cell.querySelectorAll("table, thead, tbody, tfoot, colgroup, td, th")) {
    inner.replaceWith(...inner.childNodes, " ");
  }
  let isBroken = true; // nothing to part at the beginning
  const nodes = [...cell.childNodes]; // some of them go
  for (const node of nodes) {
    if (node.nodeName.toLowerCase() === cellBreak) {
      const before = node.previousSibling;
      if (before?.nodeName === "#text") before.nodeValue = before.nodeValue?.trimEnd() ?? "";
      if (isBroken) node.remove();
      isBroken = true;
    } else if (node.textContent?.trim() !== "" || node.nodeName !== "#text") isBroken = false;
  }
  while (cell.lastChild && /^\s*$/.test(cell.lastChild.textContent ?? "")) {
    if (cell.lastChild.nodeName === "IMG" || cell.lastElementChild?.querySelector("img")) break;
    cell.lastChild.remove();
  }
}

/** Stands for `<br>` in a cell, where a line of Markdown cannot end. */
export const cellBreak = "cell-break";

/** Google puts a list inside a list beside its items; it belongs to the item before it. */
function adopt(list: Element): void {
  const item = list.previousElementSibling;
  if (item?.localName === "li") item.append(list);
}

/** An item of one paragraph is no paragraph. */
function tighten(item: Element): void {
  const [only, ...others] = [...item.children].filter(
    ({ localName }) => !/^[uo]l$/.test(localName),
  );
  if (only?.localName === "p" && others.length === 0) only.replaceWith(...only.childNodes);
}

/** GitHub and others name the language on what is around the code. */
function nameCode(pre: HTMLElement): void {
  const code = pre.querySelector("code") ?? pre.ownerDocument.createElement("code");
  const classes = [code, pre, pre.parentElement]
    .map((element) => element?.className ?? "")
    .join(" ");
  const language = /(?:^|\s)(?:language|lang|highlight-source)-([\w+#-]+)/.exec(classes)?.[1];
  code.className = language ? `language-${language}` : "";
  if (code.isConnected) return;
  code.append(...pre.childNodes);
  pre.append(code);
}

const blocks = /^(p|div|ul|ol|table|h[1-6]|blockquote|pre|hr|section|article|figure|dl)$/;

/** A line break that parts blocks, as editors put between paragraphs, parts nothing. */
function standsBetweenBlocks(end: Element): boolean {
  const neighbours = [beside(end, "previousSibling"), beside(end, "nextSibling")];
  return neighbours.every((node) => node === null || blocks.test(node.nodeName.toLowerCase()));
}

function beside(node: Node, side: "previousSibling" | "nextSibling"): Node | null {
  let next = node[side];
  while (next && next.nodeName === "#text" && next.textContent?.trim() === "") next = next[side];
  return next;
}
