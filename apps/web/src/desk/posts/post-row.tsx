import type { DraftItem, Me } from "@quoin/model";
import { Link } from "@tanstack/react-router";

import { MenuLink } from "../components/menu.tsx";
import { Moment } from "../components/moment.tsx";
import { Refused } from "../components/refused.tsx";
import { PostMenu, ViewPost } from "./post-menu.tsx";
import { useRecover } from "./post-verbs.ts";
import { StateChip } from "./state-chip.tsx";
import { useMay } from "./use-may.ts";

interface PostRowProps {
  draft: DraftItem;
  me: Me;
}

/** One post in the list of what I write. */
export function PostRow({ draft, me }: PostRowProps) {
  const mayPublish = useMay("publish", draft);
  const isUntitled = draft.title.trim() === "";
  const title = isUntitled ? openingOf(draft.opening) || "Untitled" : draft.title;
  return (
    <li className="row">
      <div className="row-words">
        <Link
          className="row-title"
          data-untitled={isUntitled || undefined}
          to="/posts/$id"
          params={{ id: draft.id }}
        >
          {title}
        </Link>
        {draft.excerpt !== "" && <p className="row-excerpt">{draft.excerpt}</p>}
        <p className="row-facts">
          <StateChip {...draft} />
          {draft.kind === "page" && <span>Page</span>}
          {draft.author.handle !== me.handle && <span>{draft.author.name}</span>}
          <Moment at={draft.updatedAt} />
        </p>
      </div>
      {draft.state === "trashed" ? (
        mayPublish && <Recover id={draft.id} title={title} />
      ) : (
        <div className="row-verb">
          <PostMenu post={draft} label={`Actions for ${title}`}>
            <MenuLink render={<Link to="/posts/$id" params={{ id: draft.id }} />}>Open</MenuLink>
            <ViewPost post={draft} />
          </PostMenu>
        </div>
      )}
    </li>
  );
}

/** The first line of a text that has words, without Markdown's marks at its beginning. */
const openingOf = (opening: string): string =>
  opening
    .replace(/!\[[^\]]*\]\([^)]*\)?/g, "")
    .split("\n")
    .map((line) => line.replace(/^[\s#>*_`~-]+/, "").trim())
    .find((line) => line !== "") ?? "";

function Recover({ id, title }: Pick<DraftItem, "id"> & { title: string }) {
  const recover = useRecover();
  return (
    <div className="row-verb">
      <button
        type="button"
        className="button"
        aria-label={`Recover ${title}`}
        disabled={recover.isPending}
        onClick={() => recover.mutate({ id })}
      >
        Recover
      </button>
      {recover.isError && <Refused error={recover.error} />}
    </div>
  );
}
