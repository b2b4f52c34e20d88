import type { EditorView } from "@codemirror/view";
import type { DraftText } from "@quoin/model";
import { lazy, Suspense, useSyncExternalStore } from "react";

import { replaceBody } from "../text/body-editor.tsx";
import type { Autosaver } from "./autosaver.ts";

const ConflictDialog = lazy(async () => {
  const { ConflictDialog: component } = await import("./conflict-dialog.tsx");
  return { default: component };
});

interface ConflictProps {
  saver: Autosaver;
  view: EditorView | null;
  onPutOff: () => void;
}

/** Where somebody else saved first, both texts and the choice between them. */
export function Conflict({ saver, view, onPutOff }: ConflictProps) {
  const { text, trouble } = useSyncExternalStore(saver.subscribe, saver.snapshot);
  if (trouble?.kind !== "conflict") return null;
  const { theirs, version } = trouble;
  const decide = (decided: DraftText) => {
    if (view) {
      // Both pass through the editor, so undo leads back to either.
      replaceBody(view, theirs.body);
      replaceBody(view, decided.body);
    }
    saver.happen({ type: "resolved", text: decided });
  };
  return (
    <Suspense>
      <ConflictDialog
        key={version}
        onClose={onPutOff}
        mine={text}
        theirs={theirs}
        onDecide={decide}
      />
    </Suspense>
  );
}
