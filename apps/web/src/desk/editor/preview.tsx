import type { DraftText, DraftView } from "@quoin/model";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Day } from "../../parts/day.tsx";
import { Prose } from "../../parts/prose.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { quoin, trpc } from "../lib/trpc.ts";

interface PreviewProps {
  text: DraftText;
  post: Pick<DraftView, "author" | "publishedAt">;
}

/** The page as readers would get it now, rendered by the server that will publish it. */
export function Preview({ text, post: { author, publishedAt } }: PreviewProps) {
  const site = trpc.site.read.useQuery(undefined, { staleTime: Infinity });
  const [openedAt] = useState(() => new Date().toISOString());
  const preview = useQuery({
    queryKey: ["preview", text.body],
    queryFn: ({ signal }) => quoin.draft.preview.mutate({ body: text.body }, { signal }),
    gcTime: 0,
  });
  return (
    <main className="write-preview" aria-label="Preview" aria-busy={preview.isPending}>
      <article className="post">
        <header className="post-head">
          <h1 dir="auto">{text.title || "Untitled"}</h1>
          {text.excerpt !== "" && (
            <p className="standfirst" dir="auto">
              {text.excerpt}
            </p>
          )}
          <p className="byline">
            <span>{author.name}</span>
            <Day at={publishedAt ?? openedAt} language={site.data?.language ?? "en"} />
          </p>
        </header>
        {text.cover !== null && <img className="cover" src={`/media/${text.cover}`} alt="" />}
        {preview.data && <Prose html={preview.data.html} />}
      </article>
      {preview.isPending && <SkeletonRows />}
      {preview.isError && (
        <Trouble
          what="The preview could not be made."
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
      )}
    </main>
  );
}
