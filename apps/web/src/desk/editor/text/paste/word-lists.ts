import { styleOf } from "./style-of.ts";

const level = /mso-list\s*:\s*\S+\s+level(\d+)/i;
/** Word knows so many; another number comes from elsewhere. */
const deepest = 9;
const ignored = /mso-list\s*:\s*ignore/i;

/** Word writes a list as paragraphs with a mark and a number of levels; here they become lists. */
export function nestWordLists(body: HTMLElement): void {
  const paragraphs = [...body.querySelectorAll<HTMLElement>("p, h1, h2, h3, h4, h5, h6")].filter(
    (paragraph) => level.test(styleOf(paragraph)),
  );
  /** The open lists, outermost first. */
  let open: HTMLElement[] = [];
  let last: Element | null = null;
  for (const paragraph of paragraphs) {
    const stated = Number(level.exec(styleOf(paragraph))?.[1]);
    const depth = Math.min(Math.max(stated, 1), deepest);
    const kind = takeMark(paragraph);
    const isFresh = last === null || paragraph.previousElementSibling !== last;
    if (isFresh) open = [];
    open.length = Math.min(open.length, depth);
    if (open[depth - 1] !== undefined && open[depth - 1]?.localName !== kind)
      open.length = depth - 1;
    while (open.length < depth) {
      const list = body.ownerDocument.createElement(kind);
      const [outer] = open.slice(-1);
      if (outer) (outer.lastElementChild ?? outer).append(list);
      else paragraph.before(list);
      open.push(list);
    }
    const item = body.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1)?.append(item);
    paragraph.remove();
    last = open[0] ?? null;
  }
}

/** Takes the mark away, and says which kind of list it was of. */
function takeMark(paragraph: HTMLElement): "ul" | "ol" {
  const mark = [...paragraph.querySelectorAll("[style]")].find((element) =>
    ignored.test(styleOf(element)),
  );
  const words = mark?.textContent ?? "";
  mark?.remove();
  return /^\s*\(?[0-9a-z]{1,4}[.)]/i.test(words) ? "ol" : "ul";
}
