import type { PostView, SiteView } from "@quoin/model";
import { authorPath, postPath } from "@quoin/web/reading";

import { withAbsoluteAddresses } from "./absolute-addresses.ts";

/**
 * An RSS 2.0 feed with the whole text of each post. A post keeps its GUID when its address
 * changes, so no reader shows it twice. Without a clock: the same posts give the same bytes.
 */
export function rssFeed(site: SiteView, origin: string, posts: readonly PostView[]): string {
  const changed = posts.map((post) => post.updatedAt).toSorted();
  const built = changed.at(-1);
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

function rssItem(origin: string, post: PostView): string {
  const address = origin + postPath(post.slug);
  const categories = post.tags.map((tag) => `<category>${xml(tag.name)}</category>\n`).join("");
  return `<item>
<title>${xml(post.title)}</title>
<link>${xml(address)}</link>
<guid isPermaLink="false">urn:uuid:${post.id}</guid>
<pubDate>${rssDate(post.publishedAt)}</pubDate>
<dc:creator>${xml(post.author.name)}</dc:creator>
<atom:author><atom:name>${xml(post.author.name)}</atom:name><atom:uri>${xml(origin + authorPath(post.author.handle))}</atom:uri></atom:author>
${categories}<description>${xml(post.excerpt)}</description>
<content:encoded>${xml(withAbsoluteAddresses(withoutHeadingLinks(post.html), address))}</content:encoded>
</item>`;
}

// Elsewhere nothing hides them until a pointer comes near.
const withoutHeadingLinks = (html: string): string =>
  html.replace(/ <a class="heading-link"(?: [a-z-]+="[^"]*")*>#<\/a>/g, "");

/** RFC 822 dates, as RSS 2.0 asks for. */
const rssDate = (at: string): string => new Date(at).toUTCString().replace("GMT", "+0000");

/** Text for XML 1.0: markup escaped, and the characters it cannot hold left out (§2.2). */
export const xml = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- these are the ones
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
