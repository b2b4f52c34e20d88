import { canEditAll, cutAt, keepableOf, textLimits } from "@quoin/model";
import { createFileRoute } from "@tanstack/react-router";
import { useDeferredValue, useId } from "react";

import { Loading } from "../components/loading.tsx";
import { ShowMore } from "../components/show-more.tsx";
import { trpc } from "../lib/trpc.ts";
import { useMe } from "../shell/shell.tsx";
import { TagRow } from "../tags/tag-row.tsx";

export const Route = createFileRoute("/tags")({
  validateSearch: ({ q }): { q?: string } =>
    typeof q === "string" && q !== "" ? { q: cutAt(keepableOf(q), textLimits.tag) } : {},
  head: () => ({ meta: [{ title: "Tags" }] }),
  component: TagsPage,
});

function TagsPage() {
  const me = useMe();
  return (
    <main className="page">
      <h1>Tags</h1>
      {canEditAll(me) ? (
        <Tags />
      ) : (
        <p className="lede">Editors and the owner name and describe the tags of this site.</p>
      )}
    </main>
  );
}

/** What posts are filed under, by address; what is typed finds the beginnings of words. */
function Tags() {
  const { q = "" } = Route.useSearch();
  const navigate = Route.useNavigate();
  const field = useId();
  const begins = useDeferredValue(q);
  const tags = trpc.tag.list.useInfiniteQuery(
    { limit: 50, ...(begins === "" ? {} : { begins }) },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before },
  );
  const items = tags.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className="lede">
        A tag is made when a post that has it is published. Here it gets another name, or a few
        words for its page.
      </p>
      <div className="field list-search">
        <label htmlFor={field}>Find a tag</label>
        <input
          id={field}
          type="search"
          maxLength={textLimits.tag}
          value={q}
          onChange={({ target }) =>
            void navigate({ search: target.value === "" ? {} : { q: target.value }, replace: true })
          }
        />
      </div>
      <Loading query={tags} failed="The tags could not be loaded." />
      {tags.isSuccess && items.length === 0 && (
        <p className="empty">
          {begins === "" ? (
            "No tags yet. They appear with the first post that has one."
          ) : (
            <>
              No tag has a word that begins with <q>{begins}</q>.
            </>
          )}
        </p>
      )}
      <ul className="rows">
        {items.map((tag) => (
          <TagRow key={tag.slug} tag={tag} />
        ))}
      </ul>
      <ShowMore list={tags} />
    </>
  );
}
