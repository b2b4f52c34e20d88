import { canEditAll, canWrite, type Me } from "@quoin/model";
import { createFileRoute, Link } from "@tanstack/react-router";

import { NewPost } from "../components/new-post.tsx";
import { PostRow } from "../components/post-row.tsx";
import { PublicPosts } from "../components/public-posts.tsx";
import { useMe } from "../components/shell.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { trpc } from "../lib/trpc.ts";

const states = { all: "All", draft: "Drafts", live: "Live", trashed: "Trash" } as const;
const exactly = { exact: true, includeSearch: true };
type State = keyof typeof states;

interface Search {
  state?: Exclude<State, "all">;
  whose?: "all";
}

export const Route = createFileRoute("/posts/")({
  validateSearch: ({ state, whose }): Search => ({
    ...(state === "draft" || state === "live" || state === "trashed" ? { state } : {}),
    ...(whose === "all" ? { whose } : {}),
  }),
  head: () => ({ meta: [{ title: "Posts" }] }),
  component: PostsPage,
});

function PostsPage() {
  const me = useMe();
  return canWrite(me) ? <Drafts me={me} /> : <ReaderPosts me={me} />;
}

/** Everything I am writing or have written, newest change first. */
function Drafts({ me }: { me: Me }) {
  const { state = "all", whose = "mine" } = Route.useSearch();
  const drafts = trpc.draft.list.useInfiniteQuery(
    { state, whose },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const items = drafts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main className="page">
      <header className="page-head">
        <h1>Posts</h1>
        <NewPost />
      </header>
      <Filters me={me} state={state} whose={whose} />
      {drafts.isPending && <SkeletonRows />}
      {drafts.isError && <Trouble error={drafts.error} onRetry={() => void drafts.refetch()} />}
      {drafts.isSuccess && items.length === 0 && <Nothing state={state} />}
      <ul className="rows">
        {items.map((draft) => (
          <PostRow key={draft.id} draft={draft} me={me} />
        ))}
      </ul>
      {drafts.hasNextPage && (
        <button
          type="button"
          className="button show-more"
          disabled={drafts.isFetchingNextPage}
          onClick={() => void drafts.fetchNextPage()}
        >
          Show more
        </button>
      )}
    </main>
  );
}

interface FiltersProps {
  me: Me;
  state: State;
  whose: "mine" | "all";
}

function Filters({ me, state, whose }: FiltersProps) {
  const all = whose === "all" ? { whose } : {};
  return (
    <div className="filters">
      <nav aria-label="State">
        {(Object.keys(states) as State[]).map((other) => (
          <Link
            key={other}
            to="/posts"
            search={other === "all" ? all : { ...all, state: other }}
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
              search={{
                ...(state === "all" ? {} : { state }),
                ...(other === "all" ? { whose: other } : {}),
              }}
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
  draft: "No drafts. Everything written is out in the world.",
  live: "Nothing is live yet.",
  trashed: "The trash is empty.",
};

function Nothing({ state }: { state: State }) {
  return (
    <div className="empty">
      <p>{nothing[state]}</p>
      {state === "all" && <NewPost label="Write your first post" />}
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
