import { z } from "zod";

import { PostId } from "./id.ts";
import { Moment } from "./keyset.ts";

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

/** Where a post stands after a change of it. */
export const PostStanding = z.object({ id: PostId, state: PostState });
export type PostStanding = z.infer<typeof PostStanding>;
