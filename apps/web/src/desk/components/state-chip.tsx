import type { PostState } from "@quoin/model";

const words: Record<PostState, string> = {
  draft: "Draft",
  live: "Live",
  changed: "Live, with changes",
  trashed: "Trash",
};

/** Whether readers see a post, in a word or three. */
export function StateChip({ state }: { state: PostState }) {
  return (
    <span className="chip" data-state={state}>
      {words[state]}
    </span>
  );
}
