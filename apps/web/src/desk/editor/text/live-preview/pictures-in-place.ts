import { syntaxTree } from "@codemirror/language";
import type { Line, Range, Text } from "@codemirror/state";
import { Decoration, type EditorView } from "@codemirror/view";
import type { Tree } from "@lezer/common";
import { createElement } from "react";

import { escapeAlt, picturesIn, type WrittenPicture } from "../pictures.ts";
import { Block } from "./block.ts";
import { PictureCard } from "./picture-card.tsx";
import { pictureHeight, ReactWidget } from "./react-widget.ts";

const isSame = (one: WrittenPicture, other?: WrittenPicture) =>
  one.url === other?.url && one.alt === other.alt && one.caption === other.caption;

class PicturesWidget extends ReactWidget {
  readonly pictures: readonly WrittenPicture[];

  constructor(pictures: readonly WrittenPicture[]) {
    super();
    this.pictures = pictures;
  }

  override eq({ pictures }: PicturesWidget): boolean {
    return (
      pictures.length === this.pictures.length &&
      pictures.every((picture, index) => isSame(picture, this.pictures[index]))
    );
  }

  override render(view: EditorView, dom: HTMLElement) {
    const onDescribe = (order: number, alt: string) => {
      const line = view.state.doc.lineAt(view.posAtDOM(dom));
      const written = picturesOn(line, view.state.doc, syntaxTree(view.state))[order];
      if (written === undefined) return;
      const { from, to } = written;
      view.dispatch({ changes: { from, to, insert: escapeAlt(alt) }, userEvent: "input.type" });
    };
    return this.pictures.map((picture, order) =>
      createElement(PictureCard, {
        key: order,
        picture,
        isReadOnly: view.state.readOnly,
        onDescribe: (alt: string) => onDescribe(order, alt),
        onLeave: () => view.focus(),
      }),
    );
  }

  override get estimatedHeight(): number {
    return pictureHeight * this.pictures.length;
  }
}

/** A line with pictures of the site in it. */
class PictureBlock extends Block {
  readonly widget: PicturesWidget;
  /** Nothing but pictures on the line: they take its place. */
  readonly isAlone: boolean;

  constructor(widget: PicturesWidget, isAlone: boolean) {
    super();
    this.widget = widget;
    this.isAlone = isAlone;
  }

  override eq({ widget, isAlone }: PictureBlock): boolean {
    return isAlone === this.isAlone && widget.eq(this.widget);
  }

  override draw(from: number, to: number, isRevealed: boolean): Range<Decoration>[] {
    const { widget } = this;
    return this.isAlone && !isRevealed
      ? [Decoration.replace({ widget, block: true }).range(from, to)]
      : [Decoration.widget({ widget, block: true, side: 1 }).range(to)];
  }
}

/** The lines between two positions that have pictures in them. */
export function pictureBlocks(
  doc: Text,
  tree: Tree,
  { from, to }: { from: number; to: number },
): Range<Block>[] {
  const found: Range<Block>[] = [];
  for (let at = from; at <= to;) {
    const line = doc.lineAt(at);
    const pictures = line.text.includes("](/media/") ? picturesOn(line, doc, tree) : [];
    if (pictures.length > 0) {
      const isAlone = line.text.replaceAll(/!\[(?:\\.|[^\]\\])*\]\([^)]*\)/g, "").trim() === "";
      const block = new PictureBlock(new PicturesWidget(pictures), isAlone);
      found.push(block.range(line.from, line.to));
    }
    at = line.to + 1;
  }
  return found;
}

/** The pictures of a line; what only looks like one, in code, is none. */
function picturesOn(line: Line, doc: Text, tree: Tree): WrittenPicture[] {
  const found: WrittenPicture[] = [];
  tree.iterate({
    from: line.from,
    to: line.to,
    enter({ name, from, to }) {
      if (name !== "Image" || from < line.from || to > line.to) return;
      const [picture] = picturesIn(doc.sliceString(from, to));
      if (picture) found.push({ ...picture, from: from + picture.from, to: from + picture.to });
    },
  });
  return found;
}
