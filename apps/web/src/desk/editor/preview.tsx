import { type DraftText, type DraftView, textOf } from "@quoin/model";
import { useQuery } from "@tanstack/react-query";
import { type MouseEvent, useState } from "react";

import { PostArticle } from "../../parts/post-article.tsx";
import { Loading } from "../components/loading.tsx";
import { quoin, trpc } from "../lib/trpc.ts";

interface PreviewProps {
  text: DraftText;
  post: Pick<DraftView, "kind" | "author" | "publishedAt">;
}

/** The page as readers would get it now, made by the server that will publish it. */
export function Preview({ text, post: { kind, author, publishedAt } }: PreviewProps) {
  const site = trpc.site.read.useQuery(undefined, { staleTime: Infinity });
  const [openedAt] = useState(() => new Date().toISOString());
  const preview = useQuery({
    queryKey: ["preview", textOf(text)],
    queryFn: async ({ signal }) => {
      const [made, who] = await Promise.all([
        quoin.draft.preview.mutate(textOf(text), { signal }),
        // Without it the byline only lacks a picture.
        quoin.person.byHandle.query({ handle: author.handle }, { signal }).catch(() => null),
      ]);
      return { ...made, author: { ...author, picture: who?.picture ?? null } };
    },
    gcTime: 0,
  });
  const post = preview.data && {
    ...preview.data,
    title: text.title || "Untitled",
    kind,
    publishedAt: publishedAt ?? openedAt,
    updatedAt: openedAt,
  };
  return (
    <main
      className="write-preview"
      aria-label="Preview"
      aria-busy={preview.isPending}
      onClickCapture={openElsewhere}
    >
      {post && <PostArticle post={post} language={site.data?.language ?? "en"} />}
      <Loading query={preview} failed="The preview could not be made." />
    </main>
  );
}

/** A link of the text must not lead away from writing it. One within it may. */
function openElsewhere({ target }: MouseEvent) {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link === null || link.getAttribute("href")?.startsWith("#")) return;
  link.target = "_blank";
  link.rel = "noreferrer";
}
