import type { PostItem } from "@quoin/model";

import { authorPath, postPath } from "./addresses.ts";
import { Day } from "./day.tsx";
import { ReadingTime } from "./reading-time.tsx";

interface PostEntryProps {
  post: PostItem;
  language: string;
  /** On an author's own page the name would only repeat the heading. */
  withAuthor: boolean;
}

/** A post in a list: its date in the margin, then its title, what it is about and by whom. */
export function PostEntry({ post, language, withAuthor }: PostEntryProps) {
  return (
    <li className="entry">
      <p className="entry-date">
        <Day at={post.publishedAt} language={language} />
      </p>
      <h2 className="entry-title" dir="auto">
        <a href={postPath(post.slug)}>{post.title}</a>
      </h2>
      {post.excerpt !== "" && (
        <p className="entry-excerpt" dir="auto">
          {post.excerpt}
        </p>
      )}
      <p className="byline">
        {withAuthor && (
          <a href={authorPath(post.author.handle)} dir="auto">
            {post.author.name}
          </a>
        )}
        <ReadingTime seconds={post.readingSeconds} />
      </p>
    </li>
  );
}
