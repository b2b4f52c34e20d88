import { type Range, RangeValue } from "@codemirror/state";
import type { Decoration } from "@codemirror/view";

/** Something of the text that is shown in the place of its lines, or below them. */
export abstract class Block extends RangeValue {
  /** What stands there. A block that `isRevealed` is being written. */
  abstract draw(from: number, to: number, isRevealed: boolean): Range<Decoration>[];
}
