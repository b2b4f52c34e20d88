import { z } from "zod";

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

/** The last part of a post's address: lower-case letters, digits and single hyphens. */
export const Slug = z
  .string()
  .max(maxLengths.slug, `is longer than ${maxLengths.slug} characters`)
  .regex(
    /^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$/u,
    "has something other than small letters, digits and single hyphens",
  );

/** The address a title suggests; empty when the title holds no letter or digit. */
export function slugOf(title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{Ll}\p{Lo}\p{N}]+/gu, "-");
  return cutAt(words, 80).replace(/^-+|-+$/g, "");
}
