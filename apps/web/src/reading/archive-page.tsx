import type { PostItem, PostPage } from "@quoin/model";

import { postPath } from "../parts/addresses.ts";
import { Day } from "../parts/day.tsx";
import { pageFacts } from "./document/json-ld.ts";
import type { Page } from "./document/page.ts";
import { type ListData, MoreLink, listCanonical } from "./more-link.tsx";

/** Every post, by year, newest first. */
export const archivePage: Page<ListData<PostPage>> = {
  head: ({ after }, setting) => {
    const description = `Everything published on ${setting.site.title}, newest first.`;
    const path = listCanonical("/archive", after);
    return {
      title: "Archive",
      description,
      canonical: path,
      jsonLd: pageFacts({ type: "CollectionPage", name: "Archive", description, path }, setting),
    };
  },

  body: ({ posts, after }, { site }) => (
    <div className="archive">
      <h1>Archive</h1>
      {posts.items.length === 0 && (
        <p className="nothing">
          {after === undefined ? "Nothing is published here yet." : "There is nothing older."}
        </p>
      )}
      {byYear(posts.items).map(([year, items]) => (
        <section key={year} className="year" aria-labelledby={`_${year}`}>
          <h2 id={`_${year}`}>{year}</h2>
          <ol>
            {items.map((post) => (
              <li key={post.id}>
                <a href={postPath(post.slug)} dir="auto">
                  {post.title}
                </a>
                <Day at={post.publishedAt} language={site.language} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      <MoreLink path="/archive" cursor={posts.nextCursor} />
    </div>
  ),
};

function byYear(items: readonly PostItem[]): [year: string, items: PostItem[]][] {
  return [...Map.groupBy(items, (post) => post.publishedAt.slice(0, 4))];
}
