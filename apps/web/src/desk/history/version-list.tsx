import type { RevisionItem } from "@quoin/model";
import { Link } from "@tanstack/react-router";

import { timeOf, dayOf } from "../lib/moments.ts";
import { useMe } from "../shell/shell.tsx";
import { reasonOf } from "./reasons.ts";

interface VersionListProps {
  id: string;
  items: readonly RevisionItem[];
  /** The number of the one that is looked at. */
  chosen: number | null;
  onChoose: (number: number) => void;
}

/** Versions by the day they were kept, newest first. */
export function VersionList({ id, items, chosen, onChoose }: VersionListProps) {
  const days = Map.groupBy(items, ({ createdAt }) => dayOf(createdAt));
  return [...days].map(([day, versions]) => (
    <section key={day} className="versions" aria-label={day}>
      <h2>{day}</h2>
      <ol>
        {versions.map((item) => (
          <li key={item.number}>
            <Version id={id} item={item} isChosen={item.number === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ol>
    </section>
  ));
}

interface VersionProps {
  id: string;
  item: RevisionItem;
  isChosen: boolean;
  onChoose: (number: number) => void;
}

function Version({ id, item, isChosen, onChoose }: VersionProps) {
  const me = useMe();
  const { number, name, by, createdAt, words } = item;
  return (
    <Link
      className="version"
      to="/posts/$id/history"
      params={{ id }}
      search={{ version: number }}
      aria-current={isChosen || undefined}
      onClick={() => onChoose(number)}
    >
      <b dir="auto">{name ?? reasonOf(item)}</b>
      <span className="row-facts">
        <time dateTime={createdAt}>{timeOf(createdAt)}</time>
        <span>Version {number}</span>
        {name !== null && <span>{reasonOf(item)}</span>}
        {by.handle !== me.handle && <span>{by.name}</span>}
        <span>{words === 1 ? "1 word" : `${words.toLocaleString()} words`}</span>
        {item.isLive && (
          <span className="chip" data-state="live">
            Live
          </span>
        )}
        {item.isDraft && <span>Same as now</span>}
      </span>
    </Link>
  );
}
