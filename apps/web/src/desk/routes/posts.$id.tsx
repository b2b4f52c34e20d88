import type { DraftView, PostId } from "@quoin/model";
import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";

import { SkeletonRows } from "../components/skeleton.tsx";
import { Crash } from "../editor/crash.tsx";
import { openSaver } from "../editor/saving/open-saver.ts";
import { Writer } from "../editor/writer.tsx";
import { trpc } from "../lib/trpc.ts";
import { NoPost } from "../posts/no-post.tsx";

export const Route = createFileRoute("/posts/$id")({
  head: () => ({ meta: [{ title: "Write" }] }),
  component: WritePage,
});

function WritePage() {
  const { id } = Route.useParams();
  // The cast: an address holds any text; the server refuses what is no post's id.
  return <Loaded key={id} id={id as PostId} />;
}

/** Reads the post afresh each time it is opened: an old version could only lead to a conflict. */
function Loaded({ id }: { id: PostId }) {
  const draft = trpc.draft.read.useQuery(
    { id },
    {
      gcTime: 0,
      staleTime: Infinity,
      refetchOnReconnect: false,
      refetchInterval: ({ state }) => whenToLook(state.data?.schedule?.at),
    },
  );
  if (draft.data) return <Opened first={draft.data} post={draft.data} />;
  if (draft.isPending) return <SkeletonRows />;
  return <NoPost error={draft.error} onRetry={() => void draft.refetch()} />;
}

/** A scheduled post is looked at when its moment has come, for as long as that may take. */
function whenToLook(at: string | undefined): number | false {
  if (at === undefined) return false;
  const inMs = Date.parse(at) - Date.now();
  if (inMs < -lateMs) return false;
  return Math.min(Math.max(inMs + 5000, 10_000), longestMs);
}

/** Going live may take a minute; longer than this, something is wrong. */
const lateMs = 300_000;
/** Browsers count no further in one go. */
const longestMs = 2 ** 31 - 1;

function Opened({ first, post }: { first: DraftView; post: DraftView }) {
  const [saver] = useState(() => openSaver(first));
  return (
    <Crash words={() => saver.latest().text.body}>
      <Writer post={post} saver={saver} />
    </Crash>
  );
}
