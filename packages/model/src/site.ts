import { z } from "zod";

import { maxLengths } from "./limits.ts";
import { Text } from "./text.ts";

/** One way through the site: a name, and a path of it or a whole address elsewhere. */
export const NavigationEntry = z.object({ label: z.string(), href: z.string() });
export type NavigationEntry = z.infer<typeof NavigationEntry>;

/** What readers may know of the site. */
export const SiteView = z.object({
  title: z.string(),
  description: z.string(),
  /** BCP 47, such as "en". */
  language: z.string(),
  /** A colour as "#rrggbb", or null for Quoin's own. */
  accent: z.string().nullable(),
  navigation: z.array(NavigationEntry),
});
export type SiteView = z.infer<typeof SiteView>;

/** So many entries of the navigation fit a header. */
export const maxNavigation = 20;
/** Of a legal page, in bytes of UTF-8. */
const maxLegalBytes = 100_000;

/** A BCP 47 tag in the spelling it is known by: `EN-gb` is "en-GB"; null for what is none. */
export function languageOf(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.trim())[0] ?? null;
  } catch {
    return null;
  }
}

// Where the paths of a site are measured from; no host has this name (RFC 2606).
const anySite = "https://site.invalid";

/**
 * Where an entry of the navigation may lead, as it is kept: a path of this site, readable; or an
 * address on the web or of mail. Null for anything else.
 */
export function placeOf(typed: string): string | null {
  const text = typed.trim();
  const url = URL.parse(text, anySite);
  if (url === null || text === "") return null;
  if (text.startsWith("/")) return url.origin === anySite ? readable(url) : null;
  if (url.protocol === "mailto:") return /^[^@]+@[^@]+$/.test(url.pathname) ? url.href : null;
  const isWeb = /^https?:\/\//i.test(text) && url.username === "" && url.password === "";
  return isWeb ? url.href : null;
}

/** `/sch%C3%B6n` as `/schön`, where a browser reads both as the same. */
function readable({ href, pathname, search, hash }: URL): string {
  const path = pathname + search + hash;
  try {
    const spelt = decodeURI(path);
    return new URL(spelt, anySite).href === href ? spelt : path;
  } catch {
    return path; // what is encoded is no text
  }
}

const Accent = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/);

const LegalText = Text.max(maxLegalBytes).refine(
  (text) => new TextEncoder().encode(text).length <= maxLegalBytes,
  "is over 100 kB",
);

/** Everything an owner says of their site. */
export const SiteText = z.object({
  title: Text.trim().min(1).max(maxLengths.siteTitle),
  description: Text.trim().max(maxLengths.siteDescription),
  language: z
    .string()
    .max(maxLengths.language)
    .refine((tag) => languageOf(tag) !== null, "is no language")
    .transform((tag) => languageOf(tag) ?? tag),
  accent: Accent.nullable(),
  navigation: z
    .array(
      z.object({
        label: Text.trim().min(1).max(maxLengths.navigationLabel),
        href: Text.max(maxLengths.webAddress)
          .refine((href) => placeOf(href) !== null, "leads nowhere a site may lead")
          .transform((href) => placeOf(href) ?? href),
      }),
    )
    .max(maxNavigation),
  /** Markdown; null for Quoin's own words. At most 100 kB each. */
  privacy: LegalText.nullable(),
  terms: LegalText.nullable(),
});
export type SiteText = z.infer<typeof SiteText>;

const Version = z.number().int().positive();

/** Everything an owner says of their site, with the version to send when changing it. */
export const SiteSettings = SiteText.extend({
  version: Version,
  /** What stands on a legal page while nothing of one's own does, as Markdown. */
  defaults: z.object({ privacy: z.string(), terms: z.string() }),
});
export type SiteSettings = z.infer<typeof SiteSettings>;

/** The version on screen and what is to be different. Absent fields stay as they are. */
export const UpdateSite = SiteText.partial().extend({ version: Version });
export type UpdateSite = z.infer<typeof UpdateSite>;

export const UpdateSiteOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("saved"), version: Version }),
  z.object({
    outcome: z.literal("conflict"),
    /** The version stored now. Nothing was changed. */
    version: Version,
    yours: SiteText,
    theirs: SiteText,
  }),
]);
export type UpdateSiteOutcome = z.infer<typeof UpdateSiteOutcome>;

/** Markdown as a legal page would show it. */
export const PreviewLegal = z.object({ text: LegalText });
export const LegalPreview = z.object({ html: z.string() });
