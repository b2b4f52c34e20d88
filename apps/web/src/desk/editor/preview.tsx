import type { Byline, DraftText } from "@quoin/model";
import { useQuery } from "@tanstack/react-query";

import { Prose } from "../../parts/prose.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { quoin } from "../lib/trpc.ts";

interface PreviewProps {
  text: DraftText;
  author: Byline;
}

/** The page as readers would get it now, rendered by the server that will publish it. */
export function Preview({ text, author }: PreviewProps) {
  const preview = useQuery({
    queryKey: ["preview", text.body],
    queryFn: ({ signal }) => quoin.draft.preview.mutate({ body: text.body }, { signal }),
    gcTime: 0,
  });
  return (
    <main className="write-preview" aria-label="Preview">
      <article className="post">
        <header className="post-head">
          <h1 dir="auto">{text.title || "Untitled"}</h1>
          {text.excerpt !== "" && (
            <p className="standfirst" dir="auto">
              {text.excerpt}
            </p>
          )}
          <p className="byline">{author.name}</p>
        </header>
        {preview.data && <Prose html={preview.data.html} />}
      </article>
      {preview.isPending && <SkeletonRows />}
      {preview.isError && <Trouble error={preview.error} onRetry={() => void preview.refetch()} />}
    </main>
  );
}
