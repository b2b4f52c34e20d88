import type { DraftView } from "@quoin/model";

import { whenOf } from "../lib/moments.ts";
import { useRecover, useUnschedule } from "../posts/post-verbs.ts";

/** What the writer has to know of the post before they go on writing it. */
export function WriteNotes({ post }: { post: DraftView }) {
  return (
    <>
      {post.state === "trashed" && <TrashNote id={post.id} />}
      {post.missedAt !== null && <MissedNote id={post.id} missedAt={post.missedAt} />}
    </>
  );
}

function MissedNote({ id, missedAt }: { id: DraftView["id"]; missedAt: string }) {
  const unschedule = useUnschedule();
  return (
    <p className="write-note">
      Nothing goes live on {whenOf(missedAt)}: whoever had scheduled it may not publish it any more.
      <button
        type="button"
        className="button"
        disabled={unschedule.isPending}
        onClick={() => unschedule.mutate({ id })}
      >
        Put this note away
      </button>
    </p>
  );
}

function TrashNote({ id }: Pick<DraftView, "id">) {
  const recover = useRecover();
  return (
    <p className="write-note">
      This post is in the trash, and what you write in it. Recover it to go on.
      <button
        type="button"
        className="button"
        disabled={recover.isPending}
        onClick={() => recover.mutate({ id })}
      >
        Recover
      </button>
    </p>
  );
}
