import {
  canEditAll,
  canWrite,
  cutAt,
  type DraftQuery,
  keepableOf,
  maxLengths,
  type Me,
} from "@quoin/model";
import { keepPreviousData } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";

import { ShowMore } from "../components/show-more.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { trpc } from "../lib/trpc.ts";
import { NewPost } from "../posts/new-post.tsx";
import { PostRow } from "../posts/post-row.tsx";
import { PostSearch } from "../posts/post-search.tsx";
import { PublicPosts } from "../posts/public-posts.tsx";
import { useMe } from "../shell/shell.tsx";

const states = {
  all: "All",
  draft: "Drafts",
  scheduled: "Scheduled",
  live: "Live",
  changed: "With changes",
  trashed: "Trash",
} as const;
const exactly = { exact: true, includeSearch: true };
type State = DraftQuery["state"];

interface Search {
  state?: Exclude<State, "all">;
  whose?: "all";
  q?: string;
}

export const Route = createFileRoute("/posts/")({
  validateSearch: ({ state, whose, q }): Search => ({
    ...(isState(state) && state !== "all" ? { state } : {}),
    ...(whose === "all" ? { whose } : {}),
    ...(typeof q === "string" && q.trim() !== ""
      ? { q: cutAt(keepableOf(q), maxLengths.query) }
      : {}),
  }),
  head: () => ({ meta: [{ title: "Posts" }] }),
  component: PostsPage,
});

const isState = (state: unknown): state is State =>
  typeof state === "string" && Object.hasOwn(states, state);

function PostsPage() {
  const me = useMe();
  return canWrite(me) ? <Drafts me={me} /> : <ReaderPosts me={me} />;
}

/** Everything I am writing or have written, newest change first. */
function Drafts({ me }: { me: Me }) {
  const search = Route.useSearch();
  const { state = "all", whose = "mine", q = "" } = search;
  const navigate = Route.useNavigate();
  const drafts = trpc.draft.list.useInfiniteQuery(
    { state, whose, ...(q === "" ? {} : { query: q }) },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
  const items = drafts.data?.pages.flatMap((page) => page.items) ?? [];
  const heading = useFocusKept(items.length);
  const isSettled = drafts.isSuccess && !drafts.isPlaceholderData;
  const onSearch = (typed: string) => {
    const { q: _before, ...others } = search;
    void navigate({ search: { ...others, ...(typed === "" ? {} : { q: typed }) }, replace: true });
  };
  return (
    <main className="page">
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Posts
        </h1>
        <NewPost />
      </header>
      <PostSearch query={q} onQuery={onSearch} />
      <Filters me={me} search={search} />
      <output className="for-ears">{isSettled && howMany(items.length, drafts.hasNextPage)}</output>
      {drafts.isPending && <SkeletonRows />}
      {isSettled && items.length === 0 && !drafts.hasNextPage && (
        <Nothing state={state} query={q} onClear={() => onSearch("")} />
      )}
      <ul className="rows" aria-busy={drafts.isPlaceholderData}>
        {items.map((draft) => (
          <PostRow key={draft.id} draft={draft} me={me} />
        ))}
      </ul>
      {drafts.isError && (
        <Trouble
          what="The posts could not be loaded."
          error={drafts.error}
          onRetry={() =>
            void (drafts.isFetchNextPageError ? drafts.fetchNextPage() : drafts.refetch())
          }
        />
      )}
      {isSettled && items.length === 0 && drafts.hasNextPage && (
        <p className="empty">Nothing found among the latest posts.</p>
      )}
      {isSettled && (
        <ShowMore list={drafts} words={items.length === 0 ? "Look further back" : "Show more"} />
      )}
    </main>
  );
}

/** When a row leaves the list with the focus, the heading has it. */
function useFocusKept(count: number): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(count);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (count < before.current && isLost) heading.current?.focus({ preventScroll: true });
    before.current = count;
  }, [count]);
  return heading;
}

/** What somebody who does not see the list appear is told. */
function howMany(count: number, isMore: boolean): string {
  if (count === 0) return isMore ? "Nothing found so far" : "Nothing found";
  return `${count} ${count === 1 ? "post" : "posts"}${isMore ? ", and more" : ""}`;
}

function Filters({ me, search }: { me: Me; search: Search }) {
  const { state: _state, ...others } = search;
  const { whose: _whose, ...ofAnybody } = search;
  return (
    <div className="filters">
      <nav aria-label="State">
        {(Object.keys(states) as State[]).map((other) => (
          <Link
            key={other}
            to="/posts"
            search={other === "all" ? others : { ...others, state: other }}
            activeOptions={exactly}
          >
            {states[other]}
          </Link>
        ))}
      </nav>
      {canEditAll(me) && (
        <nav aria-label="Whose">
          {(["mine", "all"] as const).map((other) => (
            <Link
              key={other}
              to="/posts"
              search={other === "all" ? { ...ofAnybody, whose: other } : ofAnybody}
              activeOptions={exactly}
            >
              {other === "mine" ? "Mine" : "Everybody’s"}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}

const nothing: Record<State, string> = {
  all: "Nothing written yet. The first line is the hardest.",
  draft: "No drafts. Everything written is out in the world, or on its way.",
  scheduled: "Nothing is scheduled. The Publish button of a post offers a later moment.",
  live: "Nothing is live yet.",
  changed: "No live post has changes that readers do not see.",
  trashed: "The trash is empty.",
};

interface NothingProps {
  state: State;
  query: string;
  onClear: () => void;
}

function Nothing({ state, query, onClear }: NothingProps) {
  return (
    <div className="empty">
      {query === "" ? (
        <p>{nothing[state]}</p>
      ) : (
        <>
          <p>
            Nothing found for “{query}”{state === "all" ? "" : `, looking under ${states[state]}`}.
          </p>
          <button type="button" className="button" onClick={onClear}>
            Clear the search
          </button>
        </>
      )}
      {query === "" && state === "all" && <NewPost label="Write your first post" />}
    </div>
  );
}

/** What somebody who reads finds on their desk. */
function ReaderPosts({ me }: { me: Me }) {
  return (
    <main className="page">
      <header className="page-head">
        <h1>Hello, {me.name}</h1>
      </header>
      <p className="lede">
        You read here as {me.email}. Writing is for writers; ask the site’s owner if you want to
        join them.
      </p>
      <h2>Latest posts</h2>
      <PublicPosts />
    </main>
  );
}
