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

/** Of a draft: raised by every change of it. */
export const Version = z.number().int().positive();

/** A draft as it stands after a change: its id, and the version to send with the next one. */
export const DraftRef = z.object({ id: PostId, version: Version });
export type DraftRef = z.infer<typeof DraftRef>;

/** The version on screen and what was typed since. Absent fields stay as they are. */
export const SaveDraft = DraftText.partial().extend({ id: PostId, version: Version });
export type SaveDraft = z.infer<typeof SaveDraft>;

/** Somebody has changed the draft since the version the writer saw. Nothing was changed. */
export const SaveConflict = z.object({
  outcome: z.literal("conflict"),
  /** The version stored now. */
  version: Version,
  yours: DraftText,
  theirs: DraftText,
});

export const SaveOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("saved"), version: Version }),
  SaveConflict,
]);
export type SaveOutcome = z.infer<typeof SaveOutcome>;

export const PostState = z.enum(["draft", "live", "changed", "trashed"]);
/** `changed`: live, with a draft that differs from what is public. */
export type PostState = z.infer<typeof PostState>;

/**
 * What goes live later, and when: the words as they were when it was scheduled, whatever becomes of
 * the draft. `isCurrent`: the draft still says the same.
 */
export const Schedule = z.object({ at: Moment, slug: z.string(), isCurrent: z.boolean() });
export type Schedule = z.infer<typeof Schedule>;

/** How far ahead a post can be scheduled, and how late is still "now". */
export const scheduleLimits = { aheadMs: 5 * 365 * 86_400_000, slackMs: 60_000 };

/** A whole address on the web, as browsers write it. Carries no name or password. */
const WebAddress = Text.trim()
  .max(2000)
  .refine(isWebAddress, "is no whole http or https address")
  .transform((address) => new URL(address).href)
  .pipe(z.string().max(2000));

/** True for a whole http or https address without a name or password in it. */
export function isWebAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || url.protocol === "http:";
}

/** What is true of a post whatever its words: it counts at once. */
export const PostFacts = z.object({
  id: PostId,
  kind: PostKind,
  /** Shown first on the front page. */
  featured: z.boolean(),
  /** Where the text was first, when that was not here. */
  canonicalUrl: z.string().nullable(),
});
export type PostFacts = z.infer<typeof PostFacts>;

/** Absent facts stay as they are. */
export const UpdatePost = PostFacts.partial().extend({
  id: PostId,
  canonicalUrl: WebAddress.nullable().optional(),
});
export type UpdatePost = z.infer<typeof UpdatePost>;

/** The writer's whole view of one post. */
export const DraftView = PostFacts.extend({
  version: Version,
  state: PostState,
  text: DraftText,
  author: Byline,
  /** The public address; null until first published. */
  slug: z.string().nullable(),
  publishedAt: Moment.nullable(),
  schedule: Schedule.nullable(),
  /** When it was to go live and did not: whoever had scheduled it might not publish it any more. */
  missedAt: Moment.nullable(),
  updatedAt: Moment,
  /** When its private link ends; null when it has none that works. */
  sharedUntil: Moment.nullable(),
});
export type DraftView = z.infer<typeof DraftView>;

const onlyInView = { text: true, version: true, sharedUntil: true } as const;
const onlyFacts = { featured: true, canonicalUrl: true } as const;
export const DraftItem = DraftView.omit({ ...onlyInView, ...onlyFacts }).extend({
  title: z.string(),
  excerpt: z.string(),
  /** The first words of a text without a title; empty where there is one. */
  opening: z.string(),
});
export type DraftItem = z.infer<typeof DraftItem>;
export const DraftPage = pageOf(DraftItem);
export type DraftPage = z.infer<typeof DraftPage>;

/**
 * Drafts, newest change first: mine, or everybody's for an editor. `draft`: neither public nor
 * scheduled. `live`: public, with changes or without. The trash only when asked.
 */
export const DraftQuery = Keyset.extend({
  whose: z.enum(["mine", "all"]).default("mine"),
  state: z.enum(["all", "draft", "live", "changed", "scheduled", "trashed"]).default("all"),
  /** A part of the title, in capitals or not; of the first words where there is no title. */
  query: Text.trim().max(100).optional(),
});
export type DraftQuery = z.infer<typeof DraftQuery>;

/** What readers have; null when they have nothing. */
export const LiveText = z.object({ text: DraftText.nullable() });
export type LiveText = z.infer<typeof LiveText>;

/** What decides where a draft will be: the address it wants, or its title. */
export const AddressWish = DraftText.pick({ slug: true, title: true }).extend({ id: PostId });
export type AddressWish = z.infer<typeof AddressWish>;
export const AddressAhead = z.object({ slug: z.string(), isFree: z.boolean() });
export type AddressAhead = z.infer<typeof AddressAhead>;

export const PostRef = z.object({ id: PostId });

/** An address a draft can be read at by whoever knows it. It is told once: nobody keeps it. */
export const DraftLink = z.object({ url: z.string(), expiresAt: Moment });
export type DraftLink = z.infer<typeof DraftLink>;

/** `at`: when it goes live; without one, or with one that is this minute, at once. */
export const PublishPost = DraftRef.extend({ at: Moment.optional() });
export type PublishPost = z.infer<typeof PublishPost>;
export const PublishOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("published"), slug: z.string(), revision: z.number().int() }),
  z.object({
    outcome: z.literal("scheduled"),
    slug: z.string(),
    revision: z.number().int(),
    at: Moment,
  }),
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

/** What to look at as readers would: absent fields are empty. */
export const PreviewDraft = DraftText.pick({ body: true }).extend({
  excerpt: DraftText.shape.excerpt.default(""),
  cover: DraftText.shape.cover.default(null),
  tags: DraftText.shape.tags.default([]),
});
export type PreviewDraft = z.infer<typeof PreviewDraft>;

/** What publishing would make of it. */
export const Preview = PostView.pick({
  html: true,
  headings: true,
  readingSeconds: true,
  excerpt: true,
  standfirst: true,
  tags: true,
  cover: true,
});
export type Preview = z.infer<typeof Preview>;

/** As much of a post as a link to it needs. */
export const PostLink = z.object({ slug: z.string(), title: z.string() });
export type PostLink = z.infer<typeof PostLink>;
export const PostLinkPage = pageOf(PostLink);
export type PostLinkPage = z.infer<typeof PostLinkPage>;

/** The posts published just before and just after one. */
export const Neighbours = z.object({ previous: PostLink.nullable(), next: PostLink.nullable() });
export type Neighbours = z.infer<typeof Neighbours>;

export const PostAddress = z.object({ slug: Text.min(1).max(200) });
