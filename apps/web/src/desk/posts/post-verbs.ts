import type { PostId, PostState } from "@quoin/model";

import { queries, trpc } from "../lib/trpc.ts";

interface Then {
  onSuccess?: () => void;
}

function nowIs(id: PostId, state: PostState): void {
  // None of these verbs leaves a schedule, nor the note that one was missed.
  const settled = { state, schedule: null, missedAt: null };
  queries.draft.read.setData({ id }, (before) => before && { ...before, ...settled });
  void queries.draft.list.invalidate();
  void queries.post.invalidate();
}

/** Changes what is true of a post whatever its words. */
export function useUpdatePost() {
  return trpc.post.update.useMutation({
    onSuccess(facts) {
      queries.draft.read.setData({ id: facts.id }, (before) => before && { ...before, ...facts });
      void queries.draft.list.invalidate();
      void queries.post.invalidate();
    },
  });
}

/** Takes a post out of readers' sight. Its words and its address stay. */
export function useUnpublish({ onSuccess }: Then = {}) {
  return trpc.post.unpublish.useMutation({
    onSuccess({ id, state }) {
      nowIs(id, state);
      onSuccess?.();
    },
  });
}

/** Takes back what is scheduled of a post, or the note that it did not go live. */
export function useUnschedule({ onSuccess }: Then = {}) {
  return trpc.post.unschedule.useMutation({
    onSuccess({ id, state }) {
      nowIs(id, state);
      onSuccess?.();
    },
  });
}

/** Moves a post to the trash. Readers no longer find it. */
export function useTrash({ onSuccess }: Then = {}) {
  return trpc.post.trash.useMutation({
    onSuccess({ id, state }) {
      nowIs(id, state);
      onSuccess?.();
    },
  });
}

/** Takes a post out of the trash. */
export function useRecover({ onSuccess }: Then = {}) {
  return trpc.post.recover.useMutation({
    onSuccess({ id, state }) {
      nowIs(id, state);
      onSuccess?.();
    },
  });
}
