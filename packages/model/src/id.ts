import { z } from "zod";

/** An id that carries its kind: a `PostId` is not accepted where a `PersonId` is wanted. */
export type Id<Kind extends string> = string & { readonly __id: Kind };

// The cast is the brand: at run time an id is its UUID text, and callers may pass plain strings.
// It is spelled out, not `Id<Kind>`, so that the contract strangers install need not name this package.
const id = <Kind extends string>() =>
  z.uuid() as unknown as z.ZodType<string & { readonly __id: Kind }, string>;

export const PersonId = id<"Person">();
export type PersonId = Id<"Person">;
export const PostId = id<"Post">();
export type PostId = Id<"Post">;
export const RevisionId = id<"Revision">();
export type RevisionId = Id<"Revision">;
export const MediaId = id<"Media">();
export type MediaId = Id<"Media">;
export const BlobId = id<"Blob">();
export type BlobId = Id<"Blob">;
export const UploadId = id<"Upload">();
export type UploadId = Id<"Upload">;
export const TagId = id<"Tag">();
export type TagId = Id<"Tag">;
export const InvitationId = id<"Invitation">();
export type InvitationId = Id<"Invitation">;
export const AuditEventId = id<"AuditEvent">();
export type AuditEventId = Id<"AuditEvent">;

/** How an id of ours is written, for patterns that find one among other text: in small letters. */
export const uuidPattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
