import { z } from "zod";

import { PostId } from "./id.ts";
import { Keyset, Moment, pageOf } from "./keyset.ts";
import { Picture } from "./media.ts";
import { Byline } from "./person.ts";
import { Text } from "./text.ts";

export const PostKind = z.enum(["post", "page"]);
export type PostKind = z.infer<typeof PostKind>;

export const Tag = z.object({ slug: z.string(), name: z.string() });
export type Tag = z.infer<typeof Tag>;

/** A public post in a list. */
export const PostItem = z.object({
  id: PostId,
  slug: z.string(),
  title: z.string(),
  excerpt: z.string(),
  author: Byline,
  tags: z.array(Tag),
  cover: Picture.nullable(),
  featured: z.boolean(),
  readingSeconds: z.number().int(),
  publishedAt: Moment,
  updatedAt: Moment,
});
export type PostItem = z.infer<typeof PostItem>;
export const PostPage = pageOf(PostItem);
export type PostPage = z.infer<typeof PostPage>;

/** Public posts, newest first; of one tag or one author, or only featured ones, when asked. */
export const PostQuery = Keyset.extend({
  tag: Text.max(100).optional(),
  author: Text.max(100).optional(),
  featured: z.literal(true).optional(),
});
export type PostQuery = z.infer<typeof PostQuery>;

export const Heading = z.object({ id: z.string(), depth: z.number().int(), text: z.string() });
export type Heading = z.infer<typeof Heading>;

/** A public post or page, whole. */
export const PostView = PostItem.extend({
  kind: PostKind,
  author: Byline.extend({ picture: Picture.nullable() }),
  /** The excerpt where its writer wrote one, else empty: the text need not begin twice. */
  standfirst: z.string(),
  /** Sanitised when it was published. */
  html: z.string(),
  headings: z.array(Heading),
  canonicalUrl: z.string().nullable(),
});
export type PostView = z.infer<typeof PostView>;
/** As much of a post as its page shows of it. */
export const PostWords = PostView.omit({
  id: true,
  slug: true,
  featured: true,
  canonicalUrl: true,
});
export type PostWords = z.infer<typeof PostWords>;

/** As much of a post as a link to it needs. */
export const PostLink = z.object({ slug: z.string(), title: z.string() });
export type PostLink = z.infer<typeof PostLink>;
export const PostLinkPage = pageOf(PostLink);
export type PostLinkPage = z.infer<typeof PostLinkPage>;

/** The posts published just before and just after one. */
export const Neighbours = z.object({ previous: PostLink.nullable(), next: PostLink.nullable() });
export type Neighbours = z.infer<typeof Neighbours>;

export const PostAddress = z.object({ slug: Text.min(1).max(200) });

export const PostRef = z.object({ id: PostId });
