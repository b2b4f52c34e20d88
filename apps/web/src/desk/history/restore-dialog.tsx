import type { PostId } from "@quoin/model";
import { useNavigate } from "@tanstack/react-router";

import { Dialog } from "../components/dialog.tsx";
import { Refused } from "../components/refused.tsx";
import { queries, trpc } from "../lib/trpc.ts";

interface RestoreDialogProps {
  isOpen: boolean;
  onClose: () => void;
  id: PostId;
  /** The number of what comes back. */
  revision: number;
  /** The version of the draft on screen. */
  version: number;
  /** True when readers see the post. */
  isPublic: boolean;
  /** Called when the draft is another than it was. */
  onChanged: () => void;
}

/** Says what restoring does, does it, and says what it has done. */
export function RestoreDialog({ isOpen, onClose, isPublic, ...rest }: RestoreDialogProps) {
  const { id, revision, version, onChanged } = rest;
  const navigate = useNavigate();
  const restore = trpc.revision.restore.useMutation({
    onSuccess() {
      onChanged();
      void queries.revision.list.invalidate({ id });
      void queries.draft.list.invalidate();
    },
  });
  const close = () => {
    onClose();
    restore.reset();
  };
  const outcome = restore.data?.outcome;
  const kept = restore.data?.outcome === "restored" ? restore.data.kept : null;
  const isDone = kept !== null;
  // Where the newest version is looked at, what was kept is that now.
  const restored = restore.variables?.revision ?? revision;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={isDone ? `Version ${restored} is your draft` : `Restore version ${revision}?`}
      description={
        kept === null
          ? `Its words become the draft. What the draft says now is kept as a version first, so you can come back to it. ${
              isPublic ? "Readers see no change until you publish." : "Nothing is published."
            }`
          : `What stood there before is kept as version ${kept}.`
      }
    >
      {outcome === "conflict" && (
        <p className="note problem" role="alert">
          Somebody has changed the draft meanwhile, so nothing was restored. The comparison now
          shows the new draft: look at it, then decide.
        </p>
      )}
      {restore.error !== null && <Refused error={restore.error} />}
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={close}>
          {isDone ? "Stay here" : outcome === "conflict" ? "Close" : "Cancel"}
        </button>
        {/* One button throughout: the focus stays where the writer's finger is. */}
        <button
          type="button"
          className="button primary"
          aria-disabled={restore.isPending || outcome === "conflict"}
          onClick={() => {
            if (isDone) void navigate({ to: "/posts/$id", params: { id } });
            else if (restore.isIdle || restore.isError) restore.mutate({ id, revision, version });
          }}
        >
          {isDone ? "Go on writing" : "Restore as draft"}
        </button>
      </footer>
    </Dialog>
  );
}
