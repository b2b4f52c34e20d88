import type { DraftItem } from "@quoin/model";

import { DialogFoot } from "../components/dialog-foot.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Refused } from "../components/refused.tsx";
import { useTrash, useUnpublish, useUnschedule } from "./post-verbs.ts";

/** What is done to a post rarely, and asked about first. */
export type Question = keyof typeof questions;

const questions = {
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

interface PostQuestionProps {
  post: Pick<DraftItem, "id" | "schedule">;
  question: Question | null;
  onClose: () => void;
  /** Called once the post is in the trash. */
  onTrashed: () => void;
}

/** Asks before something is done to a post, and does it. */
export function PostQuestion({ post, question, onClose, onTrashed }: PostQuestionProps) {
  const { title, description } = questions[question ?? "trash"];
  const losesMore = question !== "unschedule" && post.schedule !== null;
  return (
    <Dialog
      isOpen={question !== null}
      onClose={onClose}
      title={title}
      description={description + (losesMore ? scheduleGoes : "")}
    >
      {question !== null && (
        <Answers post={post} question={question} onClose={onClose} onTrashed={onTrashed} />
      )}
    </Dialog>
  );
}

function Answers({
  post,
  question,
  onClose,
  onTrashed,
}: PostQuestionProps & { question: Question }) {
  const verbs = {
    unpublish: useUnpublish({ onSuccess: onClose }),
    unschedule: useUnschedule({ onSuccess: onClose }),
    trash: useTrash({ onSuccess: onTrashed }),
  };
  const verb = verbs[question];
  return (
    <>
      {verb.error !== null && <Refused error={verb.error} />}
      <DialogFoot
        no="Cancel"
        onNo={onClose}
        yes={questions[question].yes}
        onYes={() => verb.mutate({ id: post.id })}
        isDisabled={verb.isPending}
      />
    </>
  );
}
