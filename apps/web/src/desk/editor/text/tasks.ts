import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { ChangeSpec, EditorState, StateCommand } from "@codemirror/state";
import { type EditorView, WidgetType } from "@codemirror/view";

interface Task {
  isDone: boolean;
  words: string;
  isReadOnly: boolean;
}

/** A task's box. Ticking it writes `[x]` into the text. */
export class TaskWidget extends WidgetType {
  readonly task: Task;

  constructor(task: Task) {
    super();
    this.task = task;
  }

  override eq({ task }: TaskWidget): boolean {
    return (
      task.isDone === this.task.isDone &&
      task.words === this.task.words &&
      task.isReadOnly === this.task.isReadOnly
    );
  }

  override toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "md-task";
    const box = document.createElement("input");
    box.type = "checkbox";
    box.addEventListener("change", () => {
      const changes = toggleAt(view.state, view.posAtDOM(dom));
      if (changes) view.dispatch({ changes, userEvent: "input.task" });
    });
    dom.append(box);
    this.updateDOM(dom);
    return dom;
  }

  override updateDOM(dom: HTMLElement): boolean {
    const box = dom.querySelector("input");
    if (box === null) return false;
    // The same box goes on, so it keeps the focus.
    box.checked = this.task.isDone;
    box.disabled = this.task.isReadOnly;
    box.setAttribute("aria-label", this.task.words || "Task");
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const parseMs = 50;

/** Ticks or unticks the tasks on the selected lines. */
export const toggleTasks: StateCommand = ({ state, dispatch }) => {
  const changes = state.selection.ranges.flatMap(({ from, to }) => {
    const found: ChangeSpec[] = [];
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      const marker = /\[[ xX]\]/.exec(line.text);
      const change = marker && toggleAt(state, line.from + marker.index);
      if (change) found.push(change);
      at = line.to + 1;
    }
    return found;
  });
  if (changes.length === 0 || state.readOnly) return false;
  dispatch(state.update({ changes, userEvent: "input.task" }));
  return true;
};

/** What turns the task whose box begins at a position; null where there is none. */
function toggleAt(state: EditorState, at: number): ChangeSpec | null {
  const tree = ensureSyntaxTree(state, at + 1, parseMs) ?? syntaxTree(state);
  if (tree.resolveInner(at, 1).name !== "TaskMarker") return null;
  const isDone = state.sliceDoc(at + 1, at + 2) !== " ";
  return { from: at + 1, to: at + 2, insert: isDone ? " " : "x" };
}
