import { z } from "zod";

import { DraftRef, Version } from "./draft.ts";
import { Moment } from "./keyset.ts";
import { GivenMoment } from "./moment.ts";
import { DraftText } from "./post-text.ts";

/** `at`: when it goes live; without one, or with one that is this minute, at once. */
export const PublishPost = DraftRef.extend({ at: GivenMoment.optional() });
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
