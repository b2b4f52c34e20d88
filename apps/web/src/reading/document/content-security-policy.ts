import { constantBlockHashes } from "./constant-blocks.ts";

/**
 * The one policy of every reading page of a site: scripts and styles are files of ours, the two
 * constant blocks are known by their hashes, and no style attribute works.
 */
export function contentSecurityPolicy({ mediaOrigin }: { mediaOrigin: string }): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${constantBlockHashes.join(" ")}`,
    "style-src 'self'",
    `img-src 'self' data: ${mediaOrigin}`,
    `media-src 'self' ${mediaOrigin}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");
}
