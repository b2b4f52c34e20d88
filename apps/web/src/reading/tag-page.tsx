import type { PostPage, TagView } from "@quoin/model";

import { tagPath } from "../parts/addresses.ts";
import { PostEntry } from "../parts/post-entry.tsx";
import { pageFacts } from "./document/json-ld.ts";
import type { Page } from "./document/page.ts";
import { type ListData, MoreLink, listCanonical } from "./more-link.tsx";

/** Everything published under one tag, newest first, and what is said of it. */
export const tagPage: Page<ListData<PostPage> & { tag: TagView }> = {
  head: ({ tag: { slug, name, description: said }, after }, setting) => {
    const description = said || `Posts about ${name} on ${setting.site.title}.`;
    const path = listCanonical(tagPath(slug), after);
    const facts = { type: "CollectionPage", name, description, path } as const;
    return {
      title: name,
      description,
      canonical: path,
      jsonLd: pageFacts(facts, setting, { about: { "@type": "Thing", name } }),
    };
  },

  body: ({ tag, posts }, { site }) => (
    <div className="listing">
      <header className="listing-head">
        <p className="kicker">Filed under</p>
        <h1 dir="auto">{tag.name}</h1>
        {tag.description !== "" && (
          <p className="said" dir="auto">
            {tag.description}
          </p>
        )}
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
