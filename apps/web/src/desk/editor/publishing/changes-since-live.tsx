import type { DraftText, PostId } from "@quoin/model";
import { useQuery } from "@tanstack/react-query";

import { quoin } from "../../lib/trpc.ts";

/** How the draft differs from what readers have, in a sentence or two. */
export function ChangesSinceLive({ id, text }: { id: PostId; text: DraftText }) {
  const changes = useQuery({
    queryKey: ["changes-since-live", id, text],
    async queryFn({ signal }) {
      const [{ text: live }, { changesInWords, countChanges }] = await Promise.all([
        quoin.draft.live.query({ id }, { signal }),
        import("./count-changes.ts"),
      ]);
      return live && changesInWords(countChanges(live, text), live.body === text.body);
    },
    gcTime: 0,
  });
  if (changes.isError) return <p className="note">What has changed cannot be counted just now.</p>;
  if (changes.data === null) return null;
  return (
    <p className="note changes" aria-busy={changes.isPending}>
      <b>Since it went live:</b> {changes.data ?? "Counting…"}
    </p>
  );
}
