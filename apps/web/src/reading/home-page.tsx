import type { PostItem } from "@quoin/model";

import { PostEntry } from "../parts/post-entry.tsx";
import { siteFacts } from "./document/json-ld.ts";
import type { Page } from "./document/page.ts";
import { FeaturedPosts } from "./featured-posts.tsx";

interface FrontPage {
  /** What is put first; none of it is among the newest. */
  featured: readonly PostItem[];
  newest: readonly PostItem[];
  /** True when there is more than is shown. */
  hasMore: boolean;
}

/** The front: what the site is, what it puts first, and what is new. */
export const homePage: Page<FrontPage> = {
  head: (_, { site, origin }) => ({
    title: site.title,
    description: site.description || `Posts on ${site.title}, newest first.`,
    canonical: "/",
    jsonLd: siteFacts({ site, origin }),
  }),

  body: ({ featured, newest, hasMore }, { site }) => (
    <div className="home">
      <header className="title-page">
        <h1 dir="auto">{site.title}</h1>
        {site.description !== "" && <p dir="auto">{site.description}</p>}
      </header>
      <FeaturedPosts posts={featured} />
      {featured.length + newest.length === 0 && (
        <p className="nothing">
          Nothing is published here yet. The <a href="/feed.xml">feed</a> will say when that
          changes.
        </p>
      )}
      {newest.length > 0 && (
        <ol className="entries" aria-label="Newest posts">
          {newest.map((post) => (
            <PostEntry key={post.id} post={post} language={site.language} withAuthor />
          ))}
        </ol>
      )}
      {hasMore && (
        <p className="more">
          <a href="/archive">Everything, by year</a>
        </p>
      )}
    </div>
  ),
};
