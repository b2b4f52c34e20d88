import type { FeedPost } from "@quoin/api";
import { postPath } from "@quoin/web/reading";

import { withAbsoluteAddresses } from "./absolute-addresses.ts";
import { xml } from "./xml.ts";

/**
 * The text of a post for readers that show it elsewhere: whole addresses, no links of headings. Of
 * one that is too long for a feed, what it is about and where it is.
 */
export function feedHtml(origin: string, post: FeedPost): string {
  const address = origin + postPath(post.slug);
  return post.html === null
    ? `<p>${xml(post.excerpt)}</p>\n<p><a href="${xml(address)}">Read the whole text</a></p>\n`
    : withAbsoluteAddresses(withoutHeadingLinks(post.html), address);
}

// Elsewhere nothing hides them until a pointer comes near.
const withoutHeadingLinks = (html: string): string =>
  html.replace(/ <a class="heading-link"(?: [a-z-]+="[^"]*")*>#<\/a>/g, "");

/** What a feed knows a post by: the same when its address changes. */
export const feedId = ({ id }: FeedPost): string => `urn:uuid:${id}`;

/** When the newest change of these was; undefined for none. Not the clock's: same posts, same bytes. */
export const lastChange = (posts: readonly FeedPost[]): string | undefined =>
  posts
    .map((post) => post.updatedAt)
    .toSorted()
    .at(-1);
