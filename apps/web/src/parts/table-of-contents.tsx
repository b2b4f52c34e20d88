import type { Heading } from "@quoin/model";

/** Fewer headings than this are seen at a glance. */
const worthwhile = 3;

/** The way around a long post: folded on a narrow screen, in the margin of a wide one. */
export function TableOfContents({ headings }: { headings: readonly Heading[] }) {
  const shown = headings.filter((heading) => heading.depth <= 3);
  if (shown.length < worthwhile) return null;
  const top = Math.min(...shown.map((heading) => heading.depth));
  const list = (
    <ol>
      {shown.map(({ id, depth, text }) => (
        <li key={id} className={depth === top ? undefined : "deeper"}>
          <a href={`#${id}`} dir="auto">
            {text}
          </a>
        </li>
      ))}
    </ol>
  );
  // Both are sent and the styles show one: a `details` that a style forces open still tells
  // assistive technology that it is closed.
  return (
    <>
      <details className="contents-folded">
        <summary>Contents</summary>
        {list}
      </details>
      <nav className="contents-beside" aria-label="Contents">
        {list}
      </nav>
    </>
  );
}
