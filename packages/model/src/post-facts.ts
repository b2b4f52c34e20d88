import { z } from "zod";

import { PostId } from "./id.ts";
import { maxLengths } from "./limits.ts";
import { PostKind } from "./post.ts";
import { Text } from "./text.ts";

/** A whole address on the web, as browsers write it. Carries no name or password. */
const WebAddress = Text.trim()
  .max(maxLengths.webAddress)
  .refine(isWebAddress, "is no whole http or https address")
  .transform((address) => new URL(address).href)
  .pipe(z.string().max(maxLengths.webAddress));

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
