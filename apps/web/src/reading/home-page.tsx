import type { PostPage } from "@quoin/model";

import { PostEntry } from "../parts/post-entry.tsx";
import { siteFacts } from "./json-ld.ts";
import type { Page } from "./page.ts";

/** The front: what the site is, and what is new. */
export const homePage: Page<PostPage> = {
  head: (_, { site, origin }) => ({
    title: site.title,
    description: site.description || `Posts on ${site.title}, newest first.`,
    canonical: "/",
    jsonLd: siteFacts({ site, origin }),
  }),

  body: ({ items, nextCursor }, { site }) => (
    <div className="home">
      <header className="title-page">
        <h1 dir="auto">{site.title}</h1>
        {site.description !== "" && <p dir="auto">{site.description}</p>}
      </header>
      {items.length === 0 ? (
        <p className="nothing">
          Nothing is published here yet. The <a href="/feed.xml">feed</a> will say when that
          changes.
        </p>
      ) : (
        <ol className="entries" aria-label="Newest posts">
          {items.map((post) => (
            <PostEntry key={post.id} post={post} language={site.language} withAuthor />
          ))}
        </ol>
      )}
      {nextCursor !== null && (
        <p className="more">
          <a href="/archive">Everything, by year</a>
        </p>
      )}
    </div>
  ),
};
