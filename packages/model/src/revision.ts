import { z } from "zod";

import { DraftRef, SaveConflict, Version } from "./draft.ts";
import { PostId } from "./id.ts";
import { Keyset, Moment, pageOf } from "./keyset.ts";
import { maxLengths } from "./limits.ts";
import { Byline } from "./person.ts";
import { DraftText, PostText } from "./post-text.ts";
import { Text } from "./text.ts";

/**
 * Why a text was kept. `published`: readers were to see it. `scheduled`: they were to see it later.
 * `named`: its writer asked for it. `restored`: it stood in the draft when an earlier one came back.
 */
export const RevisionReason = z.enum(["published", "scheduled", "named", "restored"]);
export type RevisionReason = z.infer<typeof RevisionReason>;

/** 1, 2, 3 … within its post. */
const RevisionNumber = z.number().int().min(1).max(2_147_483_647);
/** What a writer calls a text. */
const RevisionName = Text.trim().min(1).max(maxLengths.versionName);

/** One kept text of a post, in the list of them. */
export const RevisionItem = z.object({
  number: RevisionNumber,
  reason: RevisionReason,
  name: z.string().nullable(),
  createdAt: Moment,
  /** When readers first saw it; null when they never did. */
  publishedAt: Moment.nullable(),
  /** When it goes live, for the one that is waiting. */
  publishAt: Moment.nullable(),
  /** Whose doing it was. */
  by: Byline,
  /** True for the one that readers see now. */
  isLive: z.boolean(),
  /** True when the draft holds these very words. */
  isDraft: z.boolean(),
  title: z.string(),
  /** How the body begins, on one line, its Markdown as typed. */
  firstWords: z.string(),
  /** Of the body. */
  words: z.number().int(),
});
export type RevisionItem = z.infer<typeof RevisionItem>;

/** Kept texts of one post, newest first; at most 20 at once, for each may hold 1 MB. */
export const RevisionQuery = Keyset.extend({
  id: PostId,
  limit: z.number().int().min(1).max(20).default(20),
});
export const RevisionPage = pageOf(RevisionItem);
export type RevisionPage = z.infer<typeof RevisionPage>;

export const RevisionRef = z.object({ id: PostId, revision: RevisionNumber });
export type RevisionRef = z.infer<typeof RevisionRef>;

/** A kept text, word for word. The address wanted is no part of it. */
export const RevisionView = RevisionItem.omit({
  isDraft: true,
  title: true,
  firstWords: true,
  words: true,
}).extend({ text: PostText });
export type RevisionView = z.infer<typeof RevisionView>;

/** A name for the words of the draft, at the version the writer saw. */
export const NameVersion = DraftRef.extend({ name: RevisionName });
export type NameVersion = z.infer<typeof NameVersion>;

export const NameOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("named"), revision: RevisionNumber }),
  z.object({ outcome: z.literal("conflict"), version: Version, theirs: DraftText }),
]);
export type NameOutcome = z.infer<typeof NameOutcome>;

/** A text to be kept beside the draft, whatever stands in that: one of two that met. */
export const KeepText = z.object({ id: PostId, text: PostText, name: RevisionName });
export type KeepText = z.infer<typeof KeepText>;
export const TextKept = z.object({ revision: RevisionNumber });
export type TextKept = z.infer<typeof TextKept>;

/** Another name for a text that is kept already. */
export const RenameRevision = RevisionRef.extend({ name: RevisionName });
export type RenameRevision = z.infer<typeof RenameRevision>;
export const RevisionNamed = RevisionRef.extend({ name: z.string() });
export type RevisionNamed = z.infer<typeof RevisionNamed>;

/** Which text comes back, and the version of the draft whose place it takes. */
export const RestoreRevision = RevisionRef.extend({ version: Version });
export type RestoreRevision = z.infer<typeof RestoreRevision>;

export const RestoreOutcome = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("restored"),
    version: Version,
    /** The revision that holds what stood in the draft before. */
    kept: RevisionNumber,
  }),
  SaveConflict,
]);
export type RestoreOutcome = z.infer<typeof RestoreOutcome>;
