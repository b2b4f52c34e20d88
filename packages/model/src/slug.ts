import { z } from "zod";

import { fold } from "./fold.ts";
import { maxLengths } from "./limits.ts";
import { cutAt } from "./text.ts";

/** First segments of addresses Quoin answers itself (and keeps for itself). */
const reserved = new Set(
  `api archive assets atom auth author blobs desk favicon feed healthz llms login logout media
   metrics og page pages preview privacy readyz robots search setup sign-in sign-out sitemap static
   tag tags terms trpc`.split(/\s+/),
);

/** True for an address no post or page may take. */
export const isReservedSlug = (slug: string): boolean => reserved.has(slug);

// A letter or digit, and then those marks that belong to it.
const signs = String.raw`[\p{Ll}\p{Lo}\p{Lm}\p{N}][\p{Ll}\p{Lo}\p{Lm}\p{N}\p{M}]*`;

/** The last part of a post's address: lower-case letters, digits and single hyphens. */
export const Slug = z
  .string()
  .max(maxLengths.slug, `is longer than ${maxLengths.slug} characters`)
  .regex(
    new RegExp(`^${signs}(-${signs})*$`, "u"),
    "has something other than small letters, digits and single hyphens",
  );

/** The address a title suggests; empty when the title holds no letter or digit. */
export function slugOf(title: string): string {
  const words = fold(title)
    .replace(/['’]/g, "")
    .replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{N}\p{M}]+/gu, "-")
    .replace(/(^|-)\p{M}+/gu, "$1"); // a mark without its letter
  return cutAt(words, 80).replace(/^-+|-+$/g, "");
}
