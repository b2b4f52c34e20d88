import type { FeedPost } from "@quoin/api";
import type { SiteView } from "@quoin/model";
import { authorPath, postPath } from "@quoin/web/reading";

import { feedHtml, feedId } from "./feed-html.ts";

/** The same as the RSS feed, as JSON Feed 1.1. */
export function jsonFeed(site: SiteView, origin: string, posts: readonly FeedPost[]): string {
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: site.title,
    home_page_url: `${origin}/`,
    feed_url: `${origin}/feed.json`,
    description: site.description || undefined,
    language: site.language,
    items: posts.map((post) => item(origin, post)),
  };
  return `${JSON.stringify(feed)}\n`;
}

function item(origin: string, post: FeedPost) {
  const { author, cover } = post;
  return {
    id: feedId(post),
    url: origin + postPath(post.slug),
    title: post.title,
    content_html: feedHtml(origin, post),
    summary: post.excerpt || undefined,
    image: cover ? new URL(cover.src, origin).href : undefined,
    date_published: post.publishedAt,
    date_modified: post.updatedAt,
    authors: [
      {
        name: author.name,
        url: origin + authorPath(author.handle),
        avatar: author.picture ? new URL(author.picture.src, origin).href : undefined,
      },
    ],
    tags: post.tags.length > 0 ? post.tags.map(({ name }) => name) : undefined,
  };
}
