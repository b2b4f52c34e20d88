import { useId } from "react";

/** Something to mend before readers see it. */
export interface ToMend {
  words: string;
  verb: string;
  onShow: () => void;
}

interface FindingsListProps {
  title: string;
  items: readonly ToMend[];
}

/** More than these are said by their number. */
const most = 4;

/** What stands in the way of publishing, or would be worth mending first. */
export function FindingsList({ title, items }: FindingsListProps) {
  const heading = useId();
  if (items.length === 0) return null;
  const more = items.length - most;
  return (
    <section className="findings" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      <ul>
        {items.slice(0, most).map(({ words, verb, onShow }, order) => (
          <li key={`${order} ${words}`}>
            <span>{words}</span>{" "}
            <button
              type="button"
              className="link-button"
              aria-label={`${verb}: ${words}`}
              onClick={onShow}
            >
              {verb}
            </button>
          </li>
        ))}
        {more > 0 && <li>And {more} more.</li>}
      </ul>
    </section>
  );
}
