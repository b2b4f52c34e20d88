import { cutAt, maxLengths, maxNavigation, type NavigationEntry } from "@quoin/model";
import { Plus } from "lucide-react";

import { Trouble } from "../components/trouble.tsx";
import { trpc } from "../lib/trpc.ts";

interface NavigationPagesProps {
  navigation: readonly NavigationEntry[];
  onAdd: (entry: NavigationEntry) => void;
}

/** Published pages that the navigation does not lead to: a press adds one. */
export function NavigationPages({ navigation, onAdd }: NavigationPagesProps) {
  const pages = trpc.site.pages.useInfiniteQuery(
    { limit: 100 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const known = new Set(navigation.map(({ href }) => href));
  const all = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const others = all.filter(({ slug }) => !known.has(`/${slug}`));
  return (
    <div className="navigation-pages">
      <h3 id="pages">Published pages</h3>
      {pages.isError && (
        <Trouble
          what="The pages could not be loaded."
          error={pages.error}
          onRetry={() => void pages.refetch()}
        />
      )}
      {pages.isSuccess && others.length === 0 && (
        <p className="field-hint">
          {all.length === 0
            ? "Pages appear here once they are published."
            : "Every published page is in the navigation."}
        </p>
      )}
      <ul aria-labelledby="pages">
        {others.map(({ slug, title }) => (
          <li key={slug}>
            <button
              type="button"
              className="button"
              onClick={() =>
                onAdd({ label: cutAt(title, maxLengths.navigationLabel), href: `/${slug}` })
              }
            >
              <Plus aria-hidden />
              <span className="for-ears">Add </span>
              <bdi>{title}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && navigation.length < maxNavigation && (
        <button
          type="button"
          className="button"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Show more
        </button>
      )}
    </div>
  );
}
