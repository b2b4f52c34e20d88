import type { Neighbours as Beside, PostView } from "@quoin/model";

import { authorPath, markdownPath, postPath } from "../parts/addresses.ts";
import { PostArticle } from "../parts/post-article.tsx";
import { pageFacts, personFacts } from "./document/json-ld.ts";
import type { Page } from "./document/page.ts";
import { Neighbours } from "./neighbours.tsx";

/** A public post or page: complete without scripts, good on paper, the same bytes for everyone. */
export const postPage: Page<{ post: PostView; neighbours: Beside }> = {
  head: ({ post }, setting) => {
    const { kind, title, author, cover, publishedAt, updatedAt } = post;
    const description = post.excerpt || title;
    const path = postPath(post.slug);
    const isPost = kind === "post";
    const tags = post.tags.map(({ name }) => name);
    return {
      title,
      description,
      canonical: post.canonicalUrl ?? path,
      image: cover ?? undefined,
      markdown: markdownPath(post.slug),
      ...(isPost && {
        type: "article",
        article: { publishedAt, updatedAt, author: authorPath(author.handle), tags },
      }),
      jsonLd: pageFacts(
        { type: isPost ? "BlogPosting" : "WebPage", name: title, description, path },
        setting,
        {
          image: cover ? new URL(cover.src, setting.origin).href : undefined,
          datePublished: publishedAt,
          dateModified: updatedAt,
          keywords: tags.length > 0 ? tags : undefined,
          author: personFacts(author, setting),
        },
      ),
    };
  },

  body: ({ post, neighbours }, { site }) => (
    <PostArticle post={post} language={site.language}>
      <Neighbours {...neighbours} />
    </PostArticle>
  ),
};
