import type { DraftView, PostState } from "@quoin/model";

import { whenOf } from "../lib/moments.ts";

const words: Record<PostState, string> = {
  draft: "Draft",
  live: "Live",
  changed: "Live with changes",
  trashed: "Trash",
};

/** Whether readers see a post, in a word or three; and when they will see something else. */
export function StateChip({
  state,
  schedule,
  missedAt,
}: Pick<DraftView, "state" | "schedule" | "missedAt">) {
  return (
    <>
      {(schedule === null || state !== "draft") && (
        <span className="chip" data-state={state}>
          {words[state]}
        </span>
      )}
      {schedule !== null && (
        <span className="chip" data-state="scheduled">
          <span>
            Scheduled <time dateTime={schedule.at}>{whenOf(schedule.at)}</time>
            {!schedule.isCurrent && <span className="chip-more"> · changed since</span>}
          </span>
        </span>
      )}
      {missedAt !== null && (
        <span className="chip" data-state="missed">
          Schedule dropped
        </span>
      )}
    </>
  );
}
