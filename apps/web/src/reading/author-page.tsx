import type { PersonView, PostPage } from "@quoin/model";

import { authorPath } from "../parts/addresses.ts";
import { Portrait } from "../parts/portrait.tsx";
import { PostEntry } from "../parts/post-entry.tsx";
import { pageFacts, personFacts } from "./document/json-ld.ts";
import type { Page } from "./document/page.ts";
import { type ListData, MoreLink, listCanonical } from "./more-link.tsx";

/** One person: who they are and what they published, newest first. */
export const authorPage: Page<ListData<PostPage> & { author: PersonView }> = {
  head: ({ author, after }, setting) => {
    const { name, picture } = author;
    const description = author.bio || `Posts by ${name} on ${setting.site.title}.`;
    const path = listCanonical(authorPath(author.handle), after);
    const facts = { type: "ProfilePage", name, description, path } as const;
    return {
      title: name,
      description,
      canonical: path,
      image: picture ? { ...picture, alt: picture.alt.trim() || name } : undefined,
      type: "profile",
      jsonLd: pageFacts(facts, setting, { mainEntity: personFacts(author, setting) }),
    };
  },

  body: ({ author, posts }, { site }) => (
    <div className="listing">
      <header className="listing-head">
        {author.picture && <Portrait picture={author.picture} size="large" />}
        <h1 dir="auto">{author.name}</h1>
        {author.bio !== "" && (
          <p className="said" dir="auto">
            {author.bio}
          </p>
        )}
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
