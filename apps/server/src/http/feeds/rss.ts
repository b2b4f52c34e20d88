import type { FeedPost } from "@quoin/api";
import type { SiteView } from "@quoin/model";
import { authorPath, postPath } from "@quoin/web/reading";

import { feedHtml, feedId, lastChange } from "./feed-html.ts";
import { xml } from "./xml.ts";

/**
 * An RSS 2.0 feed with the whole text of each post, but of long ones. A post keeps its GUID when its address
 * changes, so no reader shows it twice. Without a clock: the same posts give the same bytes.
 */
export function rssFeed(site: SiteView, origin: string, posts: readonly FeedPost[]): string {
  const built = lastChange(posts);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xml(site.title)}</title>
<link>${xml(origin)}/</link>
<description>${xml(site.description)}</description>
<language>${xml(site.language)}</language>
<atom:link rel="self" type="application/rss+xml" href="${xml(origin)}/feed.xml"/>
${built === undefined ? "" : `<lastBuildDate>${rssDate(built)}</lastBuildDate>\n`}${posts.map((post) => rssItem(origin, post)).join("\n")}
</channel>
</rss>
`;
}

function rssItem(origin: string, post: FeedPost): string {
  const categories = post.tags.map((tag) => `<category>${xml(tag.name)}</category>\n`).join("");
  return `<item>
<title>${xml(post.title)}</title>
<link>${xml(origin + postPath(post.slug))}</link>
<guid isPermaLink="false">${feedId(post)}</guid>
<pubDate>${rssDate(post.publishedAt)}</pubDate>
<dc:creator>${xml(post.author.name)}</dc:creator>
<atom:author><atom:name>${xml(post.author.name)}</atom:name><atom:uri>${xml(origin + authorPath(post.author.handle))}</atom:uri></atom:author>
${categories}<description>${xml(post.excerpt)}</description>
<content:encoded>${xml(feedHtml(origin, post))}</content:encoded>
</item>`;
}

/** RFC 822 dates, as RSS 2.0 asks for. */
const rssDate = (at: string): string => new Date(at).toUTCString().replace("GMT", "+0000");
