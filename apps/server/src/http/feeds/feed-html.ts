import type { PostView } from "@quoin/model";
import { postPath } from "@quoin/web/reading";

import { withAbsoluteAddresses } from "./absolute-addresses.ts";

/** The text of a post for readers that show it elsewhere: whole addresses, no links of headings. */
export const feedHtml = (origin: string, post: PostView): string =>
  withAbsoluteAddresses(withoutHeadingLinks(post.html), origin + postPath(post.slug));

// Elsewhere nothing hides them until a pointer comes near.
const withoutHeadingLinks = (html: string): string =>
  html.replace(/ <a class="heading-link"(?: [a-z-]+="[^"]*")*>#<\/a>/g, "");

/** What a feed knows a post by: the same when its address changes. */
export const feedId = ({ id }: PostView): string => `urn:uuid:${id}`;

/** When the newest change of these was; undefined for none. Not the clock's: same posts, same bytes. */
export const lastChange = (posts: readonly PostView[]): string | undefined =>
  posts
    .map((post) => post.updatedAt)
    .toSorted()
    .at(-1);
