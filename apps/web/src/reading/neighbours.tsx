import type { Neighbours as Beside, PostLink } from "@quoin/model";

import { postPath } from "../parts/addresses.ts";

/** The posts before and after: where reading may go on. */
export function Neighbours({ previous, next }: Beside) {
  if (previous === null && next === null) return null;
  return (
    <nav className="neighbours" aria-label="Other posts">
      {previous && <Way post={previous} rel="prev" label="Previous" />}
      {next && <Way post={next} rel="next" label="Next" />}
    </nav>
  );
}

function Way({ post, rel, label }: { post: PostLink; rel: "prev" | "next"; label: string }) {
  return (
    <a href={postPath(post.slug)} rel={rel}>
      <span className="kicker">{label}</span>
      <span className="neighbour-title" dir="auto">
        {post.title}
      </span>
    </a>
  );
}
