import type { DraftItem, Me } from "@quoin/model";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";

import { useRecover } from "../lib/post-verbs.ts";
import { wordsOf } from "../lib/words.ts";
import { Moment } from "./moment.tsx";
import { StateChip } from "./state-chip.tsx";

interface PostRowProps {
  draft: DraftItem;
  me: Me;
}

/** One post in the list of what I write. */
export function PostRow({ draft, me }: PostRowProps) {
  const title = draft.title || "Untitled";
  const isLive = draft.state === "live" || draft.state === "changed";
  return (
    <li className="row">
      <div className="row-words">
        <Link
          className="row-title"
          data-untitled={draft.title === "" || undefined}
          to="/posts/$id"
          params={{ id: draft.id }}
        >
          {title}
        </Link>
        {draft.excerpt !== "" && <p className="row-excerpt">{draft.excerpt}</p>}
        <p className="row-facts">
          <StateChip state={draft.state} />
          {draft.author.handle !== me.handle && <span>{draft.author.name}</span>}
          <Moment at={draft.updatedAt} />
        </p>
      </div>
      {isLive && (
        <a className="icon" href={`/${draft.slug}`} aria-label={`View ${title}`}>
          <ArrowUpRight aria-hidden />
        </a>
      )}
      {draft.state === "trashed" && <Recover id={draft.id} title={title} />}
    </li>
  );
}

function Recover({ id, title }: Pick<DraftItem, "id" | "title">) {
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
      {recover.isError && (
        <p className="note problem" role="alert">
          {wordsOf(recover.error)}
        </p>
      )}
    </div>
  );
}
