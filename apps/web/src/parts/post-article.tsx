import type { PostWords } from "@quoin/model";
import type { ReactNode } from "react";

import { Byline } from "./byline.tsx";
import { Cover } from "./cover.tsx";
import { Mark } from "./mark.tsx";
import { PostTags } from "./post-tags.tsx";
import { Prose } from "./prose.tsx";
import { TableOfContents } from "./table-of-contents.tsx";

interface PostArticleProps {
  post: PostWords;
  language: string;
  /** What stands below the tags. */
  children?: ReactNode;
}

/** A whole post or page: as readers get it, and as a preview shows it. */
export function PostArticle({ post, language, children }: PostArticleProps) {
  const isPost = post.kind === "post";
  return (
    <article className="post">
      <header className="post-head">
        <h1 dir="auto">{post.title}</h1>
        {post.standfirst !== "" && (
          <p className="standfirst" dir="auto">
            {post.standfirst}
          </p>
        )}
        {isPost && <Byline post={post} language={language} />}
      </header>
      {post.cover && <Cover picture={post.cover} eager />}
      <TableOfContents headings={post.headings} />
      <Prose html={post.html} />
      <footer className="post-foot">
        <Mark />
        {/* The list of a tag holds no pages, so a page leads to none. */}
        {isPost && <PostTags tags={post.tags} />}
        {children}
      </footer>
    </article>
  );
}
