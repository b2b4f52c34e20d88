import type { PersonView, PostPage } from "@quoin/model";

import { authorPath } from "../parts/addresses.ts";
import { PostEntry } from "../parts/post-entry.tsx";
import { type ListData, MoreLink, listCanonical } from "./more-link.tsx";
import type { Page } from "./page.ts";

/** One person: who they are and what they published, newest first. */
export const authorPage: Page<ListData<PostPage> & { author: PersonView }> = {
  head: ({ author, after }, { origin }) => ({
    title: author.name,
    description: author.bio,
    canonical: listCanonical(authorPath(author.handle), after),
    type: "profile",
    jsonLd: {
      "@context": "https://schema.org",
      "@type": "ProfilePage",
      mainEntity: {
        "@type": "Person",
        name: author.name,
        description: author.bio,
        url: `${origin}${authorPath(author.handle)}`,
      },
    },
  }),

  body: ({ author, posts }, { site }) => (
    <div className="listing">
      <header className="listing-head">
        <h1 dir="auto">{author.name}</h1>
        {author.bio !== "" && <p dir="auto">{author.bio}</p>}
      </header>
      {posts.items.length === 0 ? (
        <p className="nothing">{author.name} has nothing published here just now.</p>
      ) : (
        <ol className="entries" aria-label={`Posts by ${author.name}`}>
          {posts.items.map((post) => (
            <PostEntry key={post.id} post={post} language={site.language} withAuthor={false} />
          ))}
        </ol>
      )}
      <MoreLink path={authorPath(author.handle)} cursor={posts.nextCursor} />
    </div>
  ),
};
