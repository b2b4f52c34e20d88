import { z } from "zod";

import { AuditAction } from "./audit.ts";
import { AuditEventId, MediaId, PostId, RevisionId } from "./id.ts";
import { Moment } from "./keyset.ts";
import { Me } from "./person.ts";
import { DraftText, PostText } from "./post-text.ts";
import { PostKind } from "./post.ts";
import { RevisionReason } from "./revision.ts";

const ExportedPost = z.object({
  id: PostId,
  kind: PostKind,
  slug: z.string().nullable(),
  featured: z.boolean(),
  canonicalUrl: z.string().nullable(),
  publishedAt: Moment.nullable(),
  trashedAt: Moment.nullable(),
  updatedAt: Moment,
  draft: DraftText,
  /** What readers see, when they see it. */
  published: PostText.nullable(),
});

/** An earlier text of a post of mine. */
const ExportedRevision = z.object({
  id: RevisionId,
  postId: PostId,
  number: z.number().int(),
  reason: RevisionReason,
  name: z.string().nullable(),
  createdAt: Moment,
  publishedAt: Moment.nullable(),
  text: PostText,
});

const ExportedMedia = z.object({
  id: MediaId,
  name: z.string(),
  alt: z.string(),
  createdAt: Moment,
  /** Where its bytes are. */
  url: z.string(),
});

const ExportedDevice = z.object({
  browser: z.string(),
  system: z.string(),
  address: z.string(),
  createdAt: Moment,
  lastUsedAt: Moment,
});

const ExportedEvent = z.object({
  id: AuditEventId,
  at: Moment,
  action: AuditAction,
  address: z.string(),
  details: z.record(z.string(), z.string()),
});

/** One page of everything about me. The first part is the same on every page. */
export const ExportPage = z.object({
  person: Me.extend({ joinedAt: Moment }),
  identities: z.array(
    z.object({
      provider: z.string(),
      subject: z.string(),
      email: z.string(),
      createdAt: Moment,
    }),
  ),
  devices: z.array(ExportedDevice),
  posts: z.array(ExportedPost),
  revisions: z.array(ExportedRevision),
  media: z.array(ExportedMedia),
  /** What the audit log keeps of what I did. */
  events: z.array(ExportedEvent),
  nextCursor: z.string().nullable(),
});
export type ExportPage = z.infer<typeof ExportPage>;
