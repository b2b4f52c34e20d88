import { type Extension, Facet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { createElement } from "react";

import type { PictureUploads } from "../../pictures/picture-uploads.ts";
import { UploadCard } from "../../pictures/upload-card.tsx";
import { ReactWidget } from "./live-preview/react-widget.ts";
import { paragraphAt } from "./markdown-commands.ts";

/** Where an unfinished picture waits: below the line that holds `at`. Never part of the text. */
interface Place {
  id: string;
  at: number;
}

const take = StateEffect.define<Place>({
  map: ({ id, at }, changes) => ({ id, at: changes.mapPos(at, -1) }),
});
const leave = StateEffect.define<string>();

const places = StateField.define<readonly Place[]>({
  create: () => [],
  update(before, { changes, docChanged, effects }) {
    let now = before;
    if (docChanged) {
      const done = effects.find((effect) => effect.is(leave));
      const order = done ? before.findIndex(({ id }) => id === done.value) : Infinity;
      now = before.map(({ id, at }, index) => {
        // What is typed at the end of the line goes on below; a picture that arrives comes before
        // those chosen after it.
        return { id, at: changes.mapPos(at, index > order ? 1 : -1) };
      });
    }
    for (const effect of effects) {
      if (effect.is(take)) now = [...now, effect.value];
      if (effect.is(leave)) now = now.filter(({ id }) => id !== effect.value);
    }
    return now;
  },
});

const target = Facet.define<PictureUploads, PictureUploads | null>({
  combine: ([uploads]) => uploads ?? null,
});

class UploadWidget extends ReactWidget {
  readonly id: string;
  readonly uploads: PictureUploads;

  constructor(id: string, uploads: PictureUploads) {
    super();
    this.id = id;
    this.uploads = uploads;
  }

  override eq(other: UploadWidget): boolean {
    return other.id === this.id;
  }

  override render(view: EditorView) {
    const { id, uploads } = this;
    const onGone = () => {
      view.dispatch({ effects: leave.of(id) });
      view.focus();
    };
    return createElement(UploadCard, { id, uploads, onGone });
  }
}

/** Pictures can be dropped and pasted; each waits in its place until it is in the text. */
export function uploadPlaces(uploads: PictureUploads): Extension {
  return [
    target.of(uploads),
    places,
    EditorView.decorations.compute([places], (state) =>
      Decoration.set(
        state.field(places).map(({ id, at }, order) =>
          Decoration.widget({
            widget: new UploadWidget(id, uploads),
            block: true,
            side: order + 1,
          }).range(state.doc.lineAt(at).to),
        ),
        true,
      ),
    ),
    EditorView.domEventHandlers({
      paste: (event, view) => takeFiles(event, view, event.clipboardData, null),
      drop: (event, view) => takeFiles(event, view, event.dataTransfer, event),
    }),
  ];
}

function takeFiles(
  event: Event,
  view: EditorView,
  data: DataTransfer | null,
  point: { x: number; y: number } | null,
): boolean {
  const files = [...(data?.files ?? [])];
  // A copied table or page carries its words and a picture of them; the words are meant.
  const hasWords = point === null && (data?.types.includes("text/plain") ?? false);
  if (files.length === 0 || hasWords || view.state.readOnly) return false;
  event.preventDefault();
  const at = point ? view.posAtCoords(point) : null;
  addPictures(view, files, at ?? view.state.selection.main.head);
  return true;
}

/** Starts uploading files, each with a place below the line of `at`. */
export function addPictures(
  view: EditorView,
  files: readonly File[],
  at = view.state.selection.main.head,
): void {
  const uploads = view.state.facet(target);
  if (uploads === null) return;
  const taken = files.map((file): Place => {
    const id = uploads.start(file, (media) => insertPicture(view, id, media.url));
    return { id, at: view.state.doc.lineAt(at).to };
  });
  view.dispatch({ effects: taken.map((place) => take.of(place)), scrollIntoView: true });
}

function insertPicture(view: EditorView, id: string, url: string): void {
  const { state } = view;
  const place = state.field(places).find((other) => other.id === id);
  if (place === undefined) return;
  const { from, insert } = paragraphAt(state, place.at, `![](${url})`);
  const changes = state.changes({ from, insert });
  const { main } = state.selection;
  // A caret waiting there goes on below the picture, on the empty line that is or comes there.
  const below = from + insert.length + (insert.endsWith("\n") ? 0 : 1);
  view.dispatch({
    changes,
    selection:
      main.empty && main.head === from ? { anchor: below } : state.selection.map(changes, 1),
    effects: leave.of(id),
    userEvent: "input.picture",
  });
}

/** Brings the first unfinished picture into view. */
export function showUploads(view: EditorView): void {
  const [first] = view.state.field(places);
  if (first) view.dispatch({ effects: EditorView.scrollIntoView(first.at, { y: "center" }) });
}
