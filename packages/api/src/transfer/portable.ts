import type { MediaId, PostId, PostKind } from "@quoin/model";

/** What a reader is given: one text, with what stands around it. */
export interface PortableWords {
  title: string;
  excerpt: string;
  /** Markdown, byte for byte; media are `/media/{id}`. */
  body: string;
  cover: MediaId | null;
  tags: string[];
}

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
  live: (PortableWords & { at: string }) | null;
  /** The working copy, and the address it wants. */
  draft: PortableWords & { slug: string | null; at: string };
  /** What goes live by itself, when and where. */
  scheduled: (PortableWords & { at: string; slug: string }) | null;
}

/** True when two texts are the same to a reader. */
export const isSameText = (one: PortableWords, other: PortableWords): boolean =>
  one.title === other.title &&
  one.excerpt === other.excerpt &&
  one.body === other.body &&
  one.cover === other.cover &&
  one.tags.length === other.tags.length &&
  one.tags.every((tag, index) => tag === other.tags[index]);
