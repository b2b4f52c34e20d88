import type { Range, Text } from "@codemirror/state";
import { Decoration } from "@codemirror/view";

const deepest = 6;
const byDepth = (kind: string) =>
  Array.from({ length: deepest }, (_, index) =>
    Decoration.line({ class: `md-line-${kind} md-${kind}-${index + 1}` }),
  );
const depths = { quote: byDepth("quote"), item: byDepth("item") };
const kinds = {
  /** Begins with the mark of a list item, which hangs before the words. */
  first: Decoration.line({ class: "md-line-first" }),
  code: Decoration.line({ class: "md-line-code" }),
  table: Decoration.line({ class: "md-line-table" }),
};

/** Collects what whole lines look like between two positions; what comes later lies deeper. */
export class LooksOfLines {
  readonly #doc: Text;
  readonly #from: number;
  readonly #to: number;
  readonly #depths = { quote: new Map<number, number>(), item: new Map<number, number>() };
  readonly #kinds: Range<Decoration>[] = [];

  constructor(doc: Text, from: number, to: number) {
    this.#doc = doc;
    this.#from = from;
    this.#to = to;
  }

  /** The starts of a node's lines, as long as they are asked for. */
  *startsOf(node: { from: number; to: number }): Generator<number> {
    const last = Math.min(node.to, this.#to);
    for (let at = Math.max(node.from, this.#from); at <= last;) {
      const line = this.#doc.lineAt(at);
      yield line.from;
      at = line.to + 1;
    }
  }

  deepen(kind: keyof typeof depths, node: { from: number; to: number }): void {
    const outer = this.#depths[kind].get(this.#doc.lineAt(Math.max(node.from, this.#from)).from);
    for (const at of this.startsOf(node)) this.#depths[kind].set(at, (outer ?? 0) + 1);
  }

  mark(kind: keyof typeof kinds, node: { from: number; to: number }): void {
    for (const at of this.startsOf(node)) this.#kinds.push(kinds[kind].range(at));
  }

  ranges(): Range<Decoration>[] {
    const found = [...this.#kinds];
    for (const kind of ["quote", "item"] as const) {
      for (const [at, depth] of this.#depths[kind]) {
        const look = depths[kind][Math.min(depth, deepest) - 1];
        if (look) found.push(look.range(at));
      }
    }
    return found;
  }
}
