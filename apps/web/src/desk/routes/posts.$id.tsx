import type { DraftView, PostId } from "@quoin/model";
import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";

import { NoPost } from "../components/no-post.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { Crash } from "../editor/crash.tsx";
import { openSaver } from "../editor/open-saver.ts";
import { Writer } from "../editor/writer.tsx";
import { trpc } from "../lib/trpc.ts";

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
    { gcTime: 0, staleTime: Infinity, refetchOnReconnect: false },
  );
  if (draft.data) return <Opened first={draft.data} post={draft.data} />;
  if (draft.isPending) return <SkeletonRows />;
  return <NoPost error={draft.error} onRetry={() => void draft.refetch()} />;
}

function Opened({ first, post }: { first: DraftView; post: DraftView }) {
  const [saver] = useState(() => openSaver(first));
  return (
    <Crash words={() => saver.latest().text.body}>
      <Writer post={post} saver={saver} />
    </Crash>
  );
}
