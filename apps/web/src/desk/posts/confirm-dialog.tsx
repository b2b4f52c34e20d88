import type { DraftItem } from "@quoin/model";

import { DialogFoot } from "../components/dialog-foot.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Refused } from "../components/refused.tsx";
import { useTrash, useUnpublish, useUnschedule } from "./post-verbs.ts";

/** What is done to a post rarely, and asked about first. */
export type PostVerb = keyof typeof confirmations;

const confirmations = {
  unpublish: {
    title: "Unpublish this post?",
    description: "Readers no longer find it. Its words and its address stay with you.",
    yes: "Unpublish",
  },
  unschedule: {
    title: "Unschedule this post?",
    description: "Nothing of it goes live by itself. Its words stay in the draft.",
    yes: "Unschedule",
  },
  trash: {
    title: "Move this post to the trash?",
    description: "Readers no longer find it. You can recover it from the trash.",
    yes: "Move to trash",
  },
} as const;

/** What a scheduled post loses with it. */
const scheduleGoes = " What is scheduled of it is unscheduled.";

interface ConfirmDialogProps {
  post: Pick<DraftItem, "id" | "schedule">;
  verb: PostVerb | null;
  onClose: () => void;
  /** Called once the post is in the trash. */
  onTrashed: () => void;
}

/** Asks before something is done to a post, and does it. */
export function ConfirmDialog({ post, verb, onClose, onTrashed }: ConfirmDialogProps) {
  const { title, description } = confirmations[verb ?? "trash"];
  const losesMore = verb !== "unschedule" && post.schedule !== null;
  return (
    <Dialog
      isOpen={verb !== null}
      onClose={onClose}
      title={title}
      description={description + (losesMore ? scheduleGoes : "")}
    >
      {verb !== null && <Answers post={post} verb={verb} onClose={onClose} onTrashed={onTrashed} />}
    </Dialog>
  );
}

function Answers({ post, verb, onClose, onTrashed }: ConfirmDialogProps & { verb: PostVerb }) {
  const mutations = {
    unpublish: useUnpublish({ onSuccess: onClose }),
    unschedule: useUnschedule({ onSuccess: onClose }),
    trash: useTrash({ onSuccess: onTrashed }),
  };
  const mutation = mutations[verb];
  return (
    <>
      {mutation.error !== null && <Refused error={mutation.error} />}
      <DialogFoot
        no="Cancel"
        onNo={onClose}
        yes={confirmations[verb].yes}
        onYes={() => mutation.mutate({ id: post.id })}
        isDisabled={mutation.isPending}
      />
    </>
  );
}
