import { z } from "zod";

import { MediaId } from "./id.ts";
import { Slug } from "./slug.ts";
import { Text } from "./text.ts";

/** How much of each field is kept: in UTF-16 code units where nothing else is said. */
export const textLimits = {
  title: 300,
  excerpt: 1000,
  /** Of UTF-8. */
  bodyBytes: 1_000_000,
  /** Of one tag. */
  tag: 60,
  /** How many of them. */
  tags: 20,
} as const;

const longer = (max: number) => `is longer than ${max} characters`;
const over = "is over 1 MB";

/**
 * A text of a post as one value: what its writer typed and readers are given, kept byte for byte.
 * Whatever saves, compares, keeps or carries one walks its fields, so a new field is named here.
 */
export const PostText = z.object({
  title: Text.max(textLimits.title, longer(textLimits.title)),
  excerpt: Text.max(textLimits.excerpt, longer(textLimits.excerpt)),
  /** Markdown. */
  body: Text.max(textLimits.bodyBytes, over).refine(
    (text) => new TextEncoder().encode(text).length <= textLimits.bodyBytes,
    over,
  ),
  /** Names as typed, in the order they were typed. */
  tags: z
    .array(Text.trim().min(1, "is empty").max(textLimits.tag, longer(textLimits.tag)))
    .max(textLimits.tags, `are more than ${textLimits.tags}`),
  cover: MediaId.nullable(),
});
export type PostText = z.infer<typeof PostText>;

/** The working copy: a text, and the address it wants; null lets the title decide. */
export const DraftText = PostText.extend({ slug: Slug.nullable() });
export type DraftText = z.infer<typeof DraftText>;

export type PostField = keyof PostText;
export type DraftField = keyof DraftText;

// The casts: keys of an object are strings to the compiler, and these are what the shapes name.
export const postFields = Object.keys(PostText.shape) as readonly PostField[];
export const draftFields = Object.keys(DraftText.shape) as readonly DraftField[];

/** What people call each field. */
export const fieldLabels: Readonly<Record<DraftField, string>> = {
  title: "Title",
  excerpt: "Excerpt",
  body: "Text",
  tags: "Tags",
  cover: "Cover",
  slug: "Address",
};

export const emptyText: DraftText = {
  title: "",
  excerpt: "",
  body: "",
  tags: [],
  cover: null,
  slug: null,
};

/** The text of whatever holds one among other things, such as a row. */
export const textOf = (from: PostText): PostText => pick(from, postFields);

/** The same of a draft. */
export const draftTextOf = (from: DraftText): DraftText => pick(from, draftFields);

/** The fields of a text in which two differ. */
export const differing = (one: PostText, other: PostText): PostField[] =>
  postFields.filter((field) => !isSameValue(one[field], other[field]));

/** The same of two drafts. */
export const draftDiffering = (one: DraftText, other: DraftText): DraftField[] =>
  draftFields.filter((field) => !isSameValue(one[field], other[field]));

/** True when readers would be given the same. */
export const isSameText = (one: PostText, other: PostText): boolean =>
  one === other || differing(one, other).length === 0;

/** True when the same bytes would be stored. */
export const isSameDraft = (one: DraftText, other: DraftText): boolean =>
  one === other || draftDiffering(one, other).length === 0;

/** Lists are the same when they hold the same in the same order. */
const isSameValue = (one: unknown, other: unknown): boolean =>
  one === other ||
  (Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((item, index) => item === other[index]));

function pick<T extends object, K extends keyof T>(from: T, fields: readonly K[]): Pick<T, K> {
  // The cast: entries of the keys that were asked for.
  return Object.fromEntries(fields.map((field) => [field, from[field]])) as Pick<T, K>;
}
