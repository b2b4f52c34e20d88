import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type DraftField, draftFields, type DraftText, fieldLabels } from "@quoin/model";
import { useEffect, useRef, useState } from "react";

import { Dialog } from "../../components/dialog.tsx";
import { Refused } from "../../components/refused.tsx";
import { type Side, SideChoice } from "../../components/side-choice.tsx";
import { styleNonce } from "../../lib/nonce.ts";
import { isDark } from "../../lib/theme.ts";
import { bodyOf, lineEnds, linesOf } from "../text/line-ends.ts";
import { changedByThem, mergeBodies } from "./merge-texts.ts";

/** What was decided: the text from now on, made of both as they are at that moment. */
export type Decision = (mine: DraftText, theirs: DraftText) => DraftText;

interface ConflictDialogProps {
  onClose: () => void;
  /** What both began with. */
  base: DraftText;
  mine: DraftText;
  theirs: DraftText;
  isBusy: boolean;
  /** Why what was decided could not be done. */
  error: unknown;
  onDecide: (decision: Decision) => void;
}

/** Two people wrote in one post: what both made of it, both texts, and three ways on. */
export function ConflictDialog({ onClose, base, mine, theirs, ...rest }: ConflictDialogProps) {
  const { isBusy, error, onDecide } = rest;
  // The text to merge stays what it was when this opened, whatever arrives in the editor meanwhile.
  const [start] = useState(() =>
    mergeBodies({ base: base.body, mine: mine.body, theirs: theirs.body }),
  );
  const [body, setBody] = useState(start);
  const [sides, setSides] = useState<Partial<Record<DraftField, Side>>>(() =>
    Object.fromEntries(changedByThem({ base, mine, theirs }).map((name) => [name, "theirs"])),
  );
  const differing = fields.filter((name) => say(mine[name]) !== say(theirs[name]));

  const merge: Decision = (ours, others) => ({
    ...ours,
    ...Object.fromEntries(
      differing.filter((name) => sides[name] === "theirs").map((name) => [name, others[name]]),
    ),
    body,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      title="Someone changed this post"
      description="Another version was saved while you wrote. Nothing is saved until you choose; what you do not choose is kept in the history first."
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
      <Compare merged={start} theirs={theirs.body} onMerge={setBody} />
      {error !== null && <Refused error={error} />}
      <footer className="dialog-foot">
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => onDecide((_, others) => others)}
        >
          Take theirs
        </button>
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => onDecide((ours) => ours)}
        >
          Keep mine
        </button>
        <button
          type="button"
          className="button primary"
          disabled={isBusy}
          onClick={() => onDecide(merge)}
        >
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
  merged: string;
  theirs: string;
  onMerge: (text: string) => void;
}

/** Theirs beside the merge, which can be edited and can take theirs piece by piece. */
function Compare({ merged, theirs, onMerge }: CompareProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = host.current;
    if (parent === null) return undefined;
    const [doc, original] = [linesOf(merged).doc, linesOf(theirs).doc];
    const looks: Extension = [
      EditorView.lineWrapping,
      EditorView.cspNonce.of(styleNonce()),
      EditorView.darkTheme.of(isDark()),
      compareLook,
    ];
    const merging: Extension = [
      looks,
      EditorView.contentAttributes.of({ "aria-label": "Merged text" }),
      lineEnds(merged),
      EditorView.updateListener.of(({ state }) => onMerge(bodyOf(state))),
    ];
    // Two columns need room; a small screen shows one text with the changes in it.
    if (matchMedia("(width < 48rem)").matches) {
      const changes = unifiedMergeView({ original, mergeControls });
      const view = new EditorView({ doc, extensions: [merging, changes], parent });
      return () => view.destroy();
    }
    const view = new MergeView({
      a: {
        doc: original,
        extensions: [
          looks,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ "aria-label": "Their text" }),
        ],
      },
      b: { doc, extensions: merging },
      revertControls: "a-to-b",
      renderRevertControl: takeControl,
      parent,
    });
    return () => view.destroy();
  }, [merged, theirs, onMerge]);

  return (
    <div className="compare">
      <p className="compare-heads" aria-hidden>
        <span>Theirs</span>
        <span>The merge, to be edited</span>
      </p>
      <p className="compare-order">At each change theirs stands first, then the merge.</p>
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

/** What is offered at each change on a small screen: the merge stays, or theirs comes back. */
function mergeControls(type: "accept" | "reject", action: (event: MouseEvent) => void) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = type === "accept" ? "Merge" : "Theirs";
  button.addEventListener("click", action);
  return button;
}
