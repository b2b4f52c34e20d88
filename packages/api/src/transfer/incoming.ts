import {
  GivenMoment,
  isSameText,
  type Person,
  PostId,
  PostKind,
  PostText,
  QuoinError,
  Slug,
  Text,
} from "@quoin/model";
import { z } from "zod";

import type { PortablePost } from "./portable.ts";

/** Words and what is said of them by a file. Absent facts are not stated, and change nothing. */
export const IncomingPost = z.object({
  id: PostId.optional(),
  kind: PostKind.optional(),
  /** The address; for what is only a draft, the one it wants. Null lets the title decide. */
  slug: Slug.nullable(),
  /** The address the working copy wants instead. */
  nextSlug: Slug.nullable().default(null),
  aliases: z.array(Slug).max(1000).default([]),
  publishedAt: GivenMoment.optional(),
  trashedAt: GivenMoment.nullable().optional(),
  featured: z.boolean().optional(),
  canonicalUrl: Text.pipe(z.url({ protocol: /^https?$/ }))
    .nullable()
    .optional(),
  live: PostText.extend({ at: GivenMoment.optional() }).nullable(),
  draft: PostText.extend({ at: GivenMoment.optional() }),
  /** Null lets its place be that of the draft. */
  scheduled: PostText.extend({ at: GivenMoment, slug: Slug.nullable().default(null) }).nullable(),
});
export type IncomingPost = z.infer<typeof IncomingPost>;

/** What was handed over, checked. @throws QuoinError `input_invalid` with the first problem */
export function checkIncoming(post: z.input<typeof IncomingPost>): IncomingPost {
  const { success, data, error } = IncomingPost.safeParse(post);
  if (success) return data;
  const [first] = error.issues;
  const field = first?.path.filter((part) => typeof part !== "number").at(-1) ?? "";
  throw new QuoinError("input_invalid", {
    field: String(field),
    problem: first?.message ?? "is not as it should be",
  });
}

/** What a file says of a post besides its words, where the site says something else. */
export function otherFacts(
  site: PortablePost,
  post: IncomingPost,
  author: Person | undefined,
): string[] {
  const wanted = site.draft.slug === site.slug ? null : site.draft.slug;
  const isPublished = site.slug !== null;
  const differs = {
    kind: post.kind !== undefined && post.kind !== site.kind,
    author: author !== undefined && author.handle !== site.author,
    slug:
      (post.slug !== null && post.slug !== (site.slug ?? site.draft.slug)) ||
      (isPublished && post.nextSlug !== wanted),
    aliases: post.aliases.some((slug) => slug !== site.slug && !site.aliases.includes(slug)),
    state: (post.live === null) !== (site.live === null),
    publishedAt: post.publishedAt !== undefined && post.publishedAt !== site.publishedAt,
    trashedAt: post.trashedAt !== undefined && post.trashedAt !== site.trashedAt,
    featured: post.featured !== undefined && post.featured !== site.featured,
    canonical: post.canonicalUrl !== undefined && post.canonicalUrl !== site.canonicalUrl,
    publishAt: (post.scheduled?.at ?? null) !== (site.scheduled?.at ?? null),
    publishSlug: Boolean(post.scheduled?.slug) && post.scheduled?.slug !== site.scheduled?.slug,
  };
  return Object.entries(differs).flatMap(([name, isOther]) => (isOther ? [name] : []));
}

/** True when a file holds other texts than the site. */
export const hasOtherWords = (site: PortablePost, post: IncomingPost): boolean =>
  isOther(site.live, post.live) ||
  isOther(site.draft, post.draft) ||
  isOther(site.scheduled, post.scheduled);

const isOther = (one: PostText | null, other: PostText | null): boolean =>
  one === null || other === null ? one !== other : !isSameText(one, other);
