import type { DraftView } from "@quoin/model";

import { queries, quoin } from "../../lib/trpc.ts";
import { keptBySender } from "../../session/hold-link.ts";
import { Autosaver } from "./autosaver.ts";

// A save that gets no answer for this long is tried again.
const patienceMs = 20_000;

/** Runs the saving of one post for as long as it is open. */
export function openSaver({ id, version, text, updatedAt }: DraftView): Autosaver {
  return new Autosaver({
    stored: { version, text },
    savedAt: Date.parse(updatedAt),
    async send(changes) {
      const options = { signal: AbortSignal.timeout(patienceMs), ...keptBySender };
      const answer = await quoin.draft.save.mutate({ id, ...changes }, options);
      void queries.draft.list.invalidate();
      if (answer.outcome === "saved") void noticeChanges(id, answer.isTrashed === true);
      return answer;
    },
  });
}

/** A saved edit differs from what is live or scheduled; or its words are what they were again. */
async function noticeChanges(id: DraftView["id"], isTrashed: boolean): Promise<void> {
  const post = queries.draft.read.getData({ id });
  if (post && isTrashed !== (post.state === "trashed")) {
    // Somebody has put it in the trash, or taken it out, while it was open here.
    if (isTrashed) {
      queries.draft.read.setData({ id }, (before) => before && { ...before, state: "trashed" });
    } else await queries.draft.read.invalidate({ id });
    return;
  }
  if (!post || (post.state === "draft" && post.schedule === null)) return;
  if (post.state === "live") {
    queries.draft.read.setData({ id }, (before) => before && { ...before, state: "changed" });
  }
  await queries.draft.read.invalidate({ id });
}
