import { z } from "zod";

import { MediaId, PostId } from "./id.ts";
import { Keyset, Moment, pageOf } from "./keyset.ts";
import { Picture } from "./media.ts";
import { Byline } from "./person.ts";
import { Slug } from "./slug.ts";
import { Text } from "./text.ts";

export const PostKind = z.enum(["post", "page"]);
export type PostKind = z.infer<typeof PostKind>;

/** Everything a writer types. Kept byte for byte; a body holds at most 1 MB of UTF-8. */
export const DraftText = z.object({
  title: Text.max(300),
  excerpt: Text.max(1000),
  body: Text.max(1_000_000).refine(
    (text) => new TextEncoder().encode(text).length <= 1_000_000,
    "is over 1 MB",
  ),
  cover: MediaId.nullable(),
  /** Names as typed; at most 20, each at most 60 characters. */
  tags: z.array(Text.trim().min(1).max(60)).max(20),
  /** The address wanted; null lets the title decide at first publication. */
  slug: Slug.nullable(),
});
export type DraftText = z.infer<typeof DraftText>;

/** Absent fields are empty. */
export const CreateDraft = DraftText.partial().extend({ kind: PostKind.default("post") });
export type CreateDraft = z.infer<typeof CreateDraft>;

const Version = z.number().int().positive();

/** A draft as it stands after a change: its id, and the version to send with the next one. */
export const DraftRef = z.object({ id: PostId, version: Version });
export type DraftRef = z.infer<typeof DraftRef>;

/** The version on screen and what was typed since. Absent fields stay as they are. */
export const SaveDraft = DraftText.partial().extend({ id: PostId, version: Version });
export type SaveDraft = z.infer<typeof SaveDraft>;

export const SaveOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("saved"), version: Version }),
  z.object({
    outcome: z.literal("conflict"),
    /** The version stored now. Nothing was changed. */
    version: Version,
    yours: DraftText,
    theirs: DraftText,
  }),
]);
export type SaveOutcome = z.infer<typeof SaveOutcome>;

export const PostState = z.enum(["draft", "live", "changed", "trashed"]);
/** `changed`: live, with a draft that differs from what is public. */
export type PostState = z.infer<typeof PostState>;

/** The writer's whole view of one post. */
export const DraftView = z.object({
  id: PostId,
  version: Version,
  kind: PostKind,
  state: PostState,
  text: DraftText,
  author: Byline,
  /** The public address; null until first published. */
  slug: z.string().nullable(),
  publishedAt: Moment.nullable(),
  updatedAt: Moment,
});
export type DraftView = z.infer<typeof DraftView>;

export const DraftItem = DraftView.omit({ text: true, version: true }).extend({
  title: z.string(),
  excerpt: z.string(),
});
export type DraftItem = z.infer<typeof DraftItem>;
export const DraftPage = pageOf(DraftItem);
export type DraftPage = z.infer<typeof DraftPage>;

/** Drafts, newest change first: mine, or everybody's for an editor; the trash only when asked. */
export const DraftQuery = Keyset.extend({
  whose: z.enum(["mine", "all"]).default("mine"),
  state: z.enum(["all", "draft", "live", "trashed"]).default("all"),
});
export type DraftQuery = z.infer<typeof DraftQuery>;

/** Markdown as it would look published. */
export const PreviewDraft = z.object({ body: DraftText.shape.body });
export const Preview = z.object({ html: z.string() });

export const PostRef = z.object({ id: PostId });
export const PublishPost = DraftRef;
export const PublishOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("published"), slug: z.string(), revision: z.number().int() }),
  z.object({ outcome: z.literal("conflict"), version: Version, theirs: DraftText }),
]);
export type PublishOutcome = z.infer<typeof PublishOutcome>;

/** Where a post stands after a change of it. */
export const PostStanding = z.object({ id: PostId, state: PostState });
export type PostStanding = z.infer<typeof PostStanding>;

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

/** Public posts, newest first; of one tag or one author when asked. */
export const PostQuery = Keyset.extend({
  tag: Text.max(100).optional(),
  author: Text.max(100).optional(),
});
export type PostQuery = z.infer<typeof PostQuery>;

export const Heading = z.object({ id: z.string(), depth: z.number().int(), text: z.string() });
export type Heading = z.infer<typeof Heading>;

/** A public post or page, whole. */
export const PostView = PostItem.extend({
  kind: PostKind,
  author: Byline.extend({ picture: Picture.nullable() }),
  /** Sanitised when it was published. */
  html: z.string(),
  headings: z.array(Heading),
  canonicalUrl: z.string().nullable(),
});
export type PostView = z.infer<typeof PostView>;
/** As much of a post as a link to it needs. */
export const PostLink = z.object({ slug: z.string(), title: z.string() });
export type PostLink = z.infer<typeof PostLink>;
export const PostLinkPage = pageOf(PostLink);
export type PostLinkPage = z.infer<typeof PostLinkPage>;

/** The posts published just before and just after one. */
export const Neighbours = z.object({ previous: PostLink.nullable(), next: PostLink.nullable() });
export type Neighbours = z.infer<typeof Neighbours>;

export const PostAddress = z.object({ slug: Text.min(1).max(200) });
