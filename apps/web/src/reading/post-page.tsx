import type { Neighbours as Beside, PostView } from "@quoin/model";

import { authorPath, markdownPath, postPath } from "../parts/addresses.ts";
import { Byline } from "../parts/byline.tsx";
import { Cover } from "../parts/cover.tsx";
import { Mark } from "../parts/mark.tsx";
import { Prose } from "../parts/prose.tsx";
import { Neighbours } from "./neighbours.tsx";
import type { Page } from "./page.ts";
import { PostTags } from "./post-tags.tsx";
import { TableOfContents } from "./table-of-contents.tsx";

/** A public post or page: complete without scripts, good on paper, the same bytes for everyone. */
export const postPage: Page<{ post: PostView; neighbours: Beside }> = {
  head: ({ post }, { origin, site }) => ({
    title: post.title,
    description: post.excerpt,
    canonical: post.canonicalUrl ?? postPath(post.slug),
    image: post.cover?.src,
    markdown: markdownPath(post.slug),
    type: post.kind === "post" ? "article" : "website",
    jsonLd: {
      "@context": "https://schema.org",
      "@type": post.kind === "post" ? "BlogPosting" : "WebPage",
      headline: post.title,
      description: post.excerpt,
      url: origin + postPath(post.slug),
      image: post.cover ? new URL(post.cover.src, origin).href : undefined,
      datePublished: post.publishedAt,
      dateModified: post.updatedAt,
      inLanguage: site.language,
      author: {
        "@type": "Person",
        name: post.author.name,
        url: origin + authorPath(post.author.handle),
      },
    },
  }),

  body: ({ post, neighbours }, { site }) => (
    <article className="post">
      <header className="post-head">
        <h1 dir="auto">{post.title}</h1>
        {post.excerpt !== "" && (
          <p className="standfirst" dir="auto">
            {post.excerpt}
          </p>
        )}
        {post.kind === "post" && <Byline post={post} language={site.language} />}
      </header>
      {post.cover && <Cover picture={post.cover} eager />}
      <TableOfContents headings={post.headings} />
      <Prose html={post.html} />
      <footer className="post-foot">
        <Mark />
        <PostTags tags={post.tags} />
        <Neighbours {...neighbours} />
      </footer>
    </article>
  ),
};
