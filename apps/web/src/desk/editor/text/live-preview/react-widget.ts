import { type EditorView, WidgetType } from "@codemirror/view";
import type { ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";

/** A picture on a wide screen with what is said about it, in pixels. */
export const pictureHeight = 470;

const roots = new WeakMap<HTMLElement, Root>();

/** A block in the text drawn by React. Its DOM stays while its kind does, so a field keeps focus. */
export abstract class ReactWidget extends WidgetType {
  abstract render(view: EditorView, dom: HTMLElement): ReactNode;

  override toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement("div");
    const root = createRoot(dom);
    roots.set(dom, root);
    root.render(this.render(view, dom));
    return dom;
  }

  override updateDOM(dom: HTMLElement, view: EditorView): boolean {
    roots.get(dom)?.render(this.render(view, dom));
    return roots.has(dom);
  }

  override destroy(dom: HTMLElement): void {
    // React may be drawing right now, and refuses to take a root down meanwhile.
    queueMicrotask(() => roots.get(dom)?.unmount());
  }

  override ignoreEvent(): boolean {
    return true;
  }

  override get estimatedHeight(): number {
    return pictureHeight;
  }
}
