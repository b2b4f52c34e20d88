import { z } from "zod";

import { Keyset, pageOf } from "./keyset.ts";
import { maxLengths } from "./limits.ts";
import { textLimits } from "./post-text.ts";
import { Tag } from "./post.ts";
import { slugOf } from "./slug.ts";
import { Text } from "./text.ts";

/** What may be said of a tag. Its address stays as it is, whatever its name becomes. */
const TagText = z.object({
  name: Text.trim()
    .min(1)
    .max(textLimits.tag)
    .refine((name) => slugOf(name) !== "", "holds no letter or digit"),
  /** One line or a few, for readers of its page; plain text. */
  description: Text.trim().max(maxLengths.tagDescription),
});
export type TagText = z.infer<typeof TagText>;

/** A tag as its page shows it. */
export const TagView = Tag.extend({ description: z.string() });
export type TagView = z.infer<typeof TagView>;

/** A tag as writers see it, and how many public posts have it. */
export const TagItem = TagView.extend({ count: z.number().int() });
export type TagItem = z.infer<typeof TagItem>;
export const TagPage = pageOf(TagItem);
export type TagPage = z.infer<typeof TagPage>;

/** Tags by their addresses: all of them, or those with a word that begins like what was typed. */
export const TagQuery = Keyset.extend({ begins: Text.max(textLimits.tag).optional() });
export type TagQuery = z.infer<typeof TagQuery>;

/** What the editor saw of a tag, and what is to be different. Absent fields stay as they are. */
export const UpdateTag = TagText.partial().extend({
  slug: Text.max(maxLengths.slug),
  seen: z.object({ name: z.string(), description: z.string() }),
});
export type UpdateTag = z.infer<typeof UpdateTag>;

export const UpdateTagOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("saved"), tag: TagView }),
  /** Somebody else has changed it since. Nothing was changed. */
  z.object({ outcome: z.literal("conflict"), theirs: TagView }),
]);
export type UpdateTagOutcome = z.infer<typeof UpdateTagOutcome>;
