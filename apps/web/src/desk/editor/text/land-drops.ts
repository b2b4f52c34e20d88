import type { Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin } from "@codemirror/view";

import { addPictures } from "./upload-places.ts";

const elsewhere = ".dialog, .panel";
const fields = "input, textarea";

/** What is dropped beside the text lands in it, at the nearest place. */
class LandDrops {
  readonly #land: (event: DragEvent) => void;

  constructor(view: EditorView) {
    this.#land = (event) => land(view, event);
    // Before anybody refuses it.
    window.addEventListener("drop", this.#land, { capture: true });
  }

  destroy(): void {
    window.removeEventListener("drop", this.#land, { capture: true });
  }
}

function land(view: EditorView, event: DragEvent): void {
  const { target, dataTransfer: data } = event;
  if (!(target instanceof Element) || data === null) return;
  if (!view.dom.checkVisibility() || view.state.readOnly || target.closest(elsewhere) !== null)
    return;
  if (view.contentDOM.contains(target)) return; // the editor's own to take
  const files = [...data.files];
  const words = data.getData("text/plain") || data.getData("text/uri-list");
  if (files.length === 0 && (words === "" || target.closest(fields) !== null)) return;
  event.preventDefault();
  event.stopPropagation();
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
  if (files.length > 0) return addPictures(view, files, at);
  const insert = view.state.toText(words);
  view.dispatch({
    changes: { from: at, insert },
    selection: { anchor: at + insert.length },
    userEvent: "input.drop",
    scrollIntoView: true,
  });
  view.focus();
}

export const landDrops: Extension = ViewPlugin.fromClass(LandDrops);
