import type { EditorView } from "@codemirror/view";
import type { PostId } from "@quoin/model";
import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useSyncExternalStore } from "react";

import { queries, quoin } from "../../lib/trpc.ts";
import { replaceBody } from "../text/body-editor.tsx";
import type { Autosaver } from "./autosaver.ts";
import type { Decision } from "./conflict-dialog.tsx";
import { notChosen } from "./not-chosen.ts";

const ConflictDialog = lazy(async () => {
  const { ConflictDialog: component } = await import("./conflict-dialog.tsx");
  return { default: component };
});

interface ConflictProps {
  id: PostId;
  saver: Autosaver;
  view: EditorView | null;
  onClose: () => void;
}

/** Where somebody else saved first, both texts and the choice between them. */
export function Conflict({ id, saver, view, onClose }: ConflictProps) {
  const { text, stored, trouble } = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const decide = useMutation({
    async mutationFn(decision: Decision) {
      if (trouble?.kind !== "conflict") return;
      const { theirs } = trouble;
      const met = { mine: saver.latest().text, theirs };
      for (const other of notChosen(decision(met.mine, theirs), met)) {
        // oxlint-disable-next-line no-await-in-loop -- one version of a post after the other
        await quoin.revision.keep.mutate({ id, ...other });
      }
      void queries.revision.invalidate();
      const decided = decision(saver.latest().text, theirs);
      if (view) {
        // Both pass through the editor, so undo leads back to either.
        replaceBody(view, theirs.body);
        replaceBody(view, decided.body);
      }
      saver.happen({ type: "resolved", text: decided });
      onClose();
    },
  });
  if (trouble?.kind !== "conflict") return null;
  return (
    <Suspense>
      <ConflictDialog
        key={trouble.version}
        onClose={onClose}
        base={stored.text}
        mine={text}
        theirs={trouble.theirs}
        isBusy={decide.isPending}
        error={decide.error}
        onDecide={(decision) => decide.mutate(decision)}
      />
    </Suspense>
  );
}
