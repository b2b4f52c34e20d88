import {
  type EditorState,
  type Extension,
  type Range,
  StateField,
  type Text,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { createElement } from "react";

import { PictureCard } from "./picture-card.tsx";
import { ReactWidget } from "./react-widget.ts";

// ![alt](/media/{id}), with whatever may follow the address; brackets in the alt are escaped.
const pattern = /!\[((?:\\.|[^\]\\])*)\]\((\/media\/[0-9a-f-]{36})/g;

interface WrittenPicture {
  alt: string;
  url: string;
  /** Where the alt text stands in its line, as written. */
  from: number;
  to: number;
}

/** The site's own pictures in a line of Markdown. */
export function picturesIn(line: string): WrittenPicture[] {
  return [...line.matchAll(pattern)].map(({ index, 1: alt = "", 2: url = "" }) => ({
    alt: alt.replaceAll(/\\([[\]\\])/g, "$1"),
    url,
    from: index + 2,
    to: index + 2 + alt.length,
  }));
}

/** An alt text as it is written between brackets. */
export const escapeAlt = (alt: string): string =>
  alt.replaceAll(/\s+/g, " ").replaceAll(/[[\]\\]/g, "\\$&");

class PictureWidget extends ReactWidget {
  readonly picture: WrittenPicture;
  readonly order: number;

  constructor(picture: WrittenPicture, order: number) {
    super();
    this.picture = picture;
    this.order = order;
  }

  override eq({ picture, order }: PictureWidget): boolean {
    return (
      picture.url === this.picture.url && picture.alt === this.picture.alt && order === this.order
    );
  }

  override render(view: EditorView, dom: HTMLElement) {
    const { picture, order } = this;
    const onDescribe = (alt: string) => {
      const line = view.state.doc.lineAt(view.posAtDOM(dom));
      const written = picturesIn(line.text)[order];
      if (written === undefined) return;
      const range = { from: line.from + written.from, to: line.from + written.to };
      view.dispatch({ changes: { ...range, insert: escapeAlt(alt) }, userEvent: "input" });
    };
    const onLeave = () => view.focus();
    return createElement(PictureCard, { ...picture, onDescribe, onLeave });
  }
}

function cardsOf(doc: Text, from: number, to: number): Range<Decoration>[] {
  const cards: Range<Decoration>[] = [];
  for (let at = from; at <= to;) {
    const line = doc.lineAt(at);
    for (const [order, picture] of picturesIn(line.text).entries()) {
      const widget = new PictureWidget(picture, order);
      cards.push(Decoration.widget({ widget, block: true, side: order + 1 }).range(line.to));
    }
    at = line.to + 1;
  }
  return cards;
}

const cards = StateField.define<DecorationSet>({
  create: ({ doc }: EditorState) => Decoration.set(cardsOf(doc, 0, doc.length), true),
  update(before, { changes, docChanged, newDoc }) {
    if (!docChanged) return before;
    let now = before.map(changes);
    // Only the lines that changed are read again, so a long post costs no more than a short one.
    changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
      const [from, to] = [newDoc.lineAt(fromB).from, newDoc.lineAt(toB).to];
      const filter = (at: number) => at < from || at > to;
      now = now.update({ filterFrom: from, filterTo: to, filter, add: cardsOf(newDoc, from, to) });
    });
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Shows pictures below the lines that name them, each with a field for its description. */
export const picturesInPlace: Extension = cards;
