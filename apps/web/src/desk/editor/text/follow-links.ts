import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Control or Command with a press opens the link under the pointer in a tab of its own. */
export const followLinks: Extension = EditorView.domEventHandlers({
  mousedown(event, view) {
    if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
    const at = view.posAtCoords(event);
    const address = at === null ? null : addressAt(view.state, at);
    if (address === null) return false;
    event.preventDefault();
    window.open(address, "_blank", "noopener,noreferrer");
    return true;
  },
});

/** Where the link at a position leads; null where there is none, or none to follow. */
export function addressAt(state: EditorState, at: number): string | null {
  let node = syntaxTree(state).resolveInner(at, 1);
  while (node.parent && !["Link", "Autolink", "URL"].includes(node.name)) node = node.parent;
  const url = node.name === "URL" ? node : node.getChild("URL");
  if (url === null) return null;
  const written = state.sliceDoc(url.from, url.to).replace(/^<(.*)>$/, "$1");
  const address = written.startsWith("www.") ? `https://${written}` : written;
  const { protocol } = URL.parse(address, "https://here.invalid") ?? {};
  return ["http:", "https:", "mailto:"].includes(protocol ?? "") ? address : null;
}
