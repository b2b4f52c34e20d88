import type { Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin } from "@codemirror/view";

/**
 * After Escape, Tab leaves the text at once, past the boxes and fields inside it. The browser goes
 * on from an empty place before or after the text, so it still decides what is next.
 */
class LeaveText {
  readonly #edges: readonly [HTMLElement, HTMLElement];
  readonly #onKeyDown: (event: KeyboardEvent) => void;
  readonly #dom: HTMLElement;
  #isLeaving = false;

  constructor({ dom }: EditorView) {
    this.#dom = dom;
    this.#edges = [edge(), edge()];
    this.#onKeyDown = ({ key, shiftKey }) => {
      if (key === "Tab" && this.#isLeaving) this.#edges[shiftKey ? 0 : 1].focus();
      if (key !== "Shift") this.#isLeaving = key === "Escape";
    };
    dom.prepend(this.#edges[0]);
    dom.append(this.#edges[1]);
    dom.addEventListener("keydown", this.#onKeyDown);
  }

  destroy(): void {
    this.#dom.removeEventListener("keydown", this.#onKeyDown);
    for (const place of this.#edges) place.remove();
  }
}

function edge(): HTMLElement {
  const dom = document.createElement("span");
  dom.tabIndex = -1;
  dom.className = "write-edge";
  return dom;
}

export const leaveText: Extension = ViewPlugin.fromClass(LeaveText);
