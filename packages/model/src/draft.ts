import { z } from "zod";

import { PersonId, PostId } from "./id.ts";
import { Keyset, Moment, pageOf } from "./keyset.ts";
import { maxLengths } from "./limits.ts";
import { Byline } from "./person.ts";
import { PostFacts } from "./post-facts.ts";
import { PostState, Schedule } from "./post-state.ts";
import { DraftText } from "./post-text.ts";
import { PostKind } from "./post.ts";
import { Text } from "./text.ts";

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
  z.object({
    outcome: z.literal("saved"),
    version: Version,
    /** Where the post is in the trash by now: the words are kept there with it. */
    isTrashed: z.literal(true).optional(),
  }),
  SaveConflict,
]);
export type SaveOutcome = z.infer<typeof SaveOutcome>;

/** The writer's whole view of one post. */
export const DraftView = PostFacts.extend({
  version: Version,
  state: PostState,
  text: DraftText,
  author: Byline,
  authorId: PersonId,
  /** The public address; null until first published. */
  slug: z.string().nullable(),
  publishedAt: Moment.nullable(),
  schedule: Schedule.nullable(),
  /** When it was to go live and does not: whoever had scheduled it may not publish it any more. */
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
  query: Text.trim().max(maxLengths.query).optional(),
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

/** An address a draft can be read at by whoever knows it. It is told once: nobody keeps it. */
export const DraftLink = z.object({ url: z.string(), expiresAt: Moment });
export type DraftLink = z.infer<typeof DraftLink>;
