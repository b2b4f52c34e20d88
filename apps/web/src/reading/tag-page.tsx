import type { PostPage, Tag } from "@quoin/model";

import { tagPath } from "../parts/addresses.ts";
import { PostEntry } from "../parts/post-entry.tsx";
import { type ListData, MoreLink, listCanonical } from "./more-link.tsx";
import type { Page } from "./page.ts";

/** Everything published under one tag, newest first. */
export const tagPage: Page<ListData<PostPage> & { tag: Tag }> = {
  head: ({ tag, after }, { site }) => ({
    title: tag.name,
    description: `Posts about ${tag.name} on ${site.title}.`,
    canonical: listCanonical(tagPath(tag.slug), after),
  }),

  body: ({ tag, posts }, { site }) => (
    <div className="listing">
      <header className="listing-head">
        <p className="kicker">Filed under</p>
        <h1 dir="auto">{tag.name}</h1>
      </header>
      {posts.items.length === 0 && <p className="nothing">There is nothing older.</p>}
      <ol className="entries" aria-label={`Posts about ${tag.name}`}>
        {posts.items.map((post) => (
          <PostEntry key={post.id} post={post} language={site.language} withAuthor />
        ))}
      </ol>
      <MoreLink path={tagPath(tag.slug)} cursor={posts.nextCursor} />
    </div>
  ),
};
