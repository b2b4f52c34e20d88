import { constantBlockHashes } from "@quoin/web/reading";

/** What every document of a site is held to; null leaves a directive out. */
const standard = {
  "default-src": "'self'",
  "script-src": null,
  "style-src": null,
  "img-src": null,
  "media-src": null,
  "connect-src": null,
  "object-src": "'none'",
  "base-uri": "'none'",
  "frame-ancestors": "'none'",
  "form-action": "'self'",
};
type Directive = keyof typeof standard;

/** A policy (Content Security Policy Level 3) with what a page says otherwise. */
export const contentSecurityPolicy = (own: Partial<Record<Directive, string | null>>): string =>
  Object.entries({ ...standard, ...own })
    .flatMap(([directive, sources]) => (sources === null ? [] : [`${directive} ${sources}`]))
    .join("; ");

/**
 * The one policy of every reading page of a site: scripts and styles are files of ours, the two
 * constant blocks are known by their hashes, and no style attribute works.
 */
export const readingPolicy = ({ mediaOrigin }: { mediaOrigin: string }): string =>
  contentSecurityPolicy({
    "script-src": `'self' ${constantBlockHashes.join(" ")}`,
    "style-src": "'self'",
    "img-src": `'self' data: ${mediaOrigin}`,
    "media-src": `'self' ${mediaOrigin}`,
  });

/** Scripts of a page that is never kept: those it names itself, and what they load. */
export const noncedScripts = (nonce: string): string => `'nonce-${nonce}' 'strict-dynamic'`;
