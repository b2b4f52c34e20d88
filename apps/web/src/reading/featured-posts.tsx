import type { PostItem } from "@quoin/model";

import { authorPath, postPath } from "../parts/addresses.ts";
import { Cover } from "../parts/cover.tsx";
import { ReadingTime } from "../parts/reading-time.tsx";

const sizes = "(min-width: 66rem) 29rem, 34vw";

/** What the site puts first: up to three posts, side by side where there is room. */
export function FeaturedPosts({ posts }: { posts: readonly PostItem[] }) {
  if (posts.length === 0) return null;
  // Some with a picture beside some without would stand at different heights.
  const withCovers = posts.every(({ cover }) => cover !== null);
  return (
    <section className="featured" aria-labelledby="_featured">
      <p className="kicker" id="_featured">
        Featured
      </p>
      <ul>
        {posts.map((post) => (
          <li key={post.id}>
            {withCovers && post.cover && (
              <a href={postPath(post.slug)} tabIndex={-1} aria-hidden="true">
                <Cover picture={{ ...post.cover, alt: "" }} eager={false} sizes={sizes} />
              </a>
            )}
            <div>
              <h2 dir="auto">
                <a href={postPath(post.slug)}>{post.title}</a>
              </h2>
              {post.excerpt !== "" && (
                <p className="entry-excerpt" dir="auto">
                  {post.excerpt}
                </p>
              )}
              <p className="byline">
                <a href={authorPath(post.author.handle)} dir="auto">
                  {post.author.name}
                </a>
                <ReadingTime seconds={post.readingSeconds} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
