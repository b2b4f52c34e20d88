import type { PostId, PostKind, PostText } from "@quoin/model";

/** A post or page with everything that is not its history, as it leaves one site for another. */
export interface PortablePost {
  id: PostId;
  kind: PostKind;
  /** The handle of its author. */
  author: string;
  /** The public address it has or last had; null when it was never published. */
  slug: string | null;
  /** Earlier addresses, which redirect. */
  aliases: string[];
  /** First publication, kept when it is unpublished. */
  publishedAt: string | null;
  trashedAt: string | null;
  featured: boolean;
  canonicalUrl: string | null;
  /** What readers see, and since when; null when it is not published. */
  live: (PostText & { at: string }) | null;
  /** The working copy, and the address it wants. */
  draft: PostText & { slug: string | null; at: string };
  /** What goes live by itself, when and where. */
  scheduled: (PostText & { at: string; slug: string }) | null;
}
