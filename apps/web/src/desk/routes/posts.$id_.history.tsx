import type { PostId } from "@quoin/model";
import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";

import { ShowMore } from "../components/show-more.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { Comparison } from "../history/comparison.tsx";
import { VersionList } from "../history/version-list.tsx";
import { clockOf } from "../lib/moments.ts";
import { useTitle } from "../lib/title.tsx";
import { quoin, trpc } from "../lib/trpc.ts";
import { NoPost } from "../posts/no-post.tsx";

interface Search {
  /** The version that is looked at, and the one beside it; without one, the newest and the draft. */
  version?: number;
  against?: number;
}

export const Route = createFileRoute("/posts/$id_/history")({
  validateSearch: ({ version, against }): Search => ({
    ...(isNumber(version) ? { version } : {}),
    ...(isNumber(against) ? { against } : {}),
  }),
  head: () => ({ meta: [{ title: "History" }] }),
  component: HistoryPage,
});

const isNumber = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

function HistoryPage() {
  const { id } = Route.useParams();
  // The cast: an address holds any text; the server refuses what is no post's id.
  return <History key={id} id={id as PostId} />;
}

/** Every version of a post that was kept, and what changed between any two. */
function History({ id }: { id: PostId }) {
  const search = Route.useSearch();
  // A key of its own: what the editor reads is read afresh when it opens, and never from here.
  const draft = useQuery({
    queryKey: ["draft now", id],
    queryFn: ({ signal }) => quoin.draft.read.query({ id }, { signal }),
    gcTime: 0,
  });
  const list = trpc.revision.list.useInfiniteQuery(
    { id },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const title = draft.data?.text.title || "Untitled";
  useTitle(draft.data ? `History of ${title}` : null);

  const retry = () => void Promise.all([draft.refetch(), list.refetch()]);
  const heading = useRef<HTMLHeadingElement>(null);
  const comparison = useRef<HTMLHeadingElement>(null);
  const isChoosing = useRef(false);
  const seen = useRef(search.version);
  useEffect(() => {
    // Where only one of both has room, the focus goes along from the list and back.
    if (isChoosing.current) comparison.current?.focus();
    if (seen.current !== undefined && search.version === undefined) heading.current?.focus();
    isChoosing.current = false;
    seen.current = search.version;
  }, [search.version]);
  const choose = (number: number) => {
    isChoosing.current = number !== search.version; // what is chosen shows once the address has changed
    comparison.current?.focus(); // or shows already
  };

  const trouble = draft.error ?? list.error;
  const chosen = search.version ?? items[0]?.number ?? null;
  // What was loaded stays; without it there is nothing to show but why.
  if (draft.isError && !draft.data) return <NoPost error={draft.error} onRetry={retry} />;
  return (
    <main className="page history" data-chosen={search.version !== undefined || undefined}>
      <header className="page-head">
        <div>
          <p className="history-back">
            <Link to="/posts/$id" params={{ id }}>
              <ArrowLeft aria-hidden /> <span dir="auto">{draft.data ? title : "Back"}</span>
            </Link>
          </p>
          <h1 ref={heading} tabIndex={-1}>
            History
          </h1>
        </div>
      </header>
      {trouble !== null && (
        <Trouble what="The history could not be loaded." error={trouble} onRetry={retry} />
      )}
      {trouble === null && (draft.isPending || list.isPending) && <SkeletonRows />}
      {draft.data && list.data && (
        <div className="history-parts">
          <div className="history-list">
            <p className="history-now">
              <b>Now</b>
              <span className="row-facts">
                <span>The draft, saved {clockOf(Date.parse(draft.data.updatedAt))}</span>
              </span>
            </p>
            <VersionList id={id} items={items} chosen={chosen} onChoose={choose} />
            <ShowMore list={list} />
            {items.length < 2 && <WhenVersionsAreMade count={items.length} />}
          </div>
          {chosen !== null && (
            <Comparison
              key={id}
              draft={draft.data}
              items={items}
              version={chosen}
              against={search.against ?? null}
              headingRef={comparison}
              onChanged={retry}
            />
          )}
        </div>
      )}
    </main>
  );
}

function WhenVersionsAreMade({ count }: { count: number }) {
  return (
    <div className="empty">
      <p>
        {count === 0
          ? "No version is kept yet; there is only the draft, which is saved as you type."
          : "This is the only version so far."}
      </p>
      <p>
        A version is kept when you publish or schedule, when you give one a name while writing (Ctrl
        or ⌘ with S), and before an earlier one is restored. None is ever changed.
      </p>
    </div>
  );
}
