import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { draftFields, type DraftText, fieldLabels } from "@quoin/model";
import { useEffect, useRef, useState } from "react";

import { Dialog } from "../../components/dialog.tsx";
import { type Side, SideChoice } from "../../components/side-choice.tsx";
import { styleNonce } from "../../lib/nonce.ts";
import { isDark } from "../../lib/theme.ts";

interface ConflictDialogProps {
  onClose: () => void;
  mine: DraftText;
  theirs: DraftText;
  onDecide: (text: DraftText) => void;
}

/** Two people wrote in one post: both texts side by side, and three ways on. */
export function ConflictDialog({ onClose, mine, theirs, onDecide }: ConflictDialogProps) {
  // The text to merge stays what it was when this opened, whatever arrives in the editor meanwhile.
  const [start] = useState(mine.body);
  const [body, setBody] = useState(start);
  const [sides, setSides] = useState<Partial<Record<keyof DraftText, Side>>>({});
  const differing = fields.filter((name) => say(mine[name]) !== say(theirs[name]));

  const merge = () => {
    const taken = differing.filter((name) => sides[name] === "theirs");
    onDecide({
      ...mine,
      ...Object.fromEntries(taken.map((name) => [name, theirs[name]])),
      body,
    });
  };
  return (
    <Dialog
      isOpen
      isSudden
      onClose={onClose}
      size="wide"
      title="Someone changed this post"
      description="Another version was saved while you wrote. Both are here, and nothing is saved until you choose. Afterwards, undo in the editor brings the other text back."
    >
      {differing.map((name) => (
        <SideChoice
          key={name}
          label={fieldLabels[name]}
          mine={say(mine[name])}
          theirs={say(theirs[name])}
          side={sides[name] ?? "mine"}
          onSide={(side) => setSides({ ...sides, [name]: side })}
        />
      ))}
      <Compare mine={start} theirs={theirs.body} onMerge={setBody} />
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => onDecide(theirs)}>
          Take theirs
        </button>
        <button type="button" className="button" onClick={() => onDecide(mine)}>
          Keep mine
        </button>
        <button type="button" className="button primary" onClick={merge}>
          Save the merge
        </button>
      </footer>
    </Dialog>
  );
}

const say = (value: DraftText[keyof DraftText]): string =>
  Array.isArray(value) ? value.join(", ") : (value ?? "");

// The text itself is compared line by line.
const fields = draftFields.filter((field) => field !== "body");

const compareLook = EditorView.theme({
  ".cm-scroller": { fontFamily: "inherit" },
  ".cm-deletedChunk .cm-chunkButtons": {
    position: "static",
    display: "flex",
    justifyContent: "flex-end",
    gap: "0.5rem",
    paddingBlock: "0.35rem",
  },
  ".cm-deletedChunk button": {
    margin: "0",
    border: "1px solid var(--edge)",
    color: "var(--ink)",
    minBlockSize: "2rem",
  },
});

interface CompareProps {
  mine: string;
  theirs: string;
  onMerge: (text: string) => void;
}

/** Theirs beside mine, which can be edited and can take theirs piece by piece. */
function Compare({ mine, theirs, onMerge }: CompareProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = host.current;
    if (parent === null) return undefined;
    const looks: Extension = [
      EditorView.lineWrapping,
      EditorView.cspNonce.of(styleNonce()),
      EditorView.darkTheme.of(isDark()),
      compareLook,
    ];
    const merging: Extension = [
      looks,
      EditorView.contentAttributes.of({ "aria-label": "Merged text" }),
      EditorView.updateListener.of(({ state }) => onMerge(state.sliceDoc())),
    ];
    // Two columns need room; a small screen shows one text with the changes in it.
    if (matchMedia("(width < 48rem)").matches) {
      const changes = unifiedMergeView({ original: theirs, mergeControls });
      const view = new EditorView({ doc: mine, extensions: [merging, changes], parent });
      return () => view.destroy();
    }
    const view = new MergeView({
      a: {
        doc: theirs,
        extensions: [
          looks,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ "aria-label": "Their text" }),
        ],
      },
      b: { doc: mine, extensions: merging },
      revertControls: "a-to-b",
      renderRevertControl: takeControl,
      parent,
    });
    return () => view.destroy();
  }, [mine, theirs, onMerge]);

  return (
    <div className="compare">
      <p className="compare-heads" aria-hidden>
        <span>Theirs</span>
        <span>Mine, to be edited</span>
      </p>
      <p className="compare-order">At each change theirs stands first, then mine.</p>
      <div ref={host} />
    </div>
  );
}

/** What is offered at each change between the two columns. */
function takeControl(): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.title = "Take theirs here";
  button.textContent = "→";
  button.setAttribute("aria-label", button.title);
  return button;
}

/** What is offered at each change on a small screen: mine stays, or theirs comes back. */
function mergeControls(type: "accept" | "reject", action: (event: MouseEvent) => void) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = type === "accept" ? "Mine" : "Theirs";
  button.addEventListener("click", action);
  return button;
}
