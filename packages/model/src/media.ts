import { z } from "zod";

import { FileName } from "./file-name.ts";
import { MediaId, UploadId } from "./id.ts";

/** What may be uploaded, by type: its kind and the ending of its public copy. */
export const uploadTypes = {
  "image/jpeg": { kind: "image", ext: "jpg" },
  "image/png": { kind: "image", ext: "png" },
  "image/webp": { kind: "image", ext: "webp" },
  "image/gif": { kind: "image", ext: "gif" },
  "image/avif": { kind: "image", ext: "avif" },
  "application/pdf": { kind: "file", ext: "pdf" },
  "audio/mpeg": { kind: "file", ext: "mp3" },
  "video/mp4": { kind: "file", ext: "mp4" },
  "video/webm": { kind: "file", ext: "webm" },
  "application/zip": { kind: "file", ext: "zip" },
  "text/plain": { kind: "file", ext: "txt" },
  "text/csv": { kind: "file", ext: "csv" },
} as const;

export type UploadType = keyof typeof uploadTypes;
export const isUploadType = (type: string): type is UploadType => Object.hasOwn(uploadTypes, type);

/** Widths of the WebP copies of a picture, in pixels; never wider than the source. */
export const variantWidths = [320, 640, 960, 1280, 1920, 2560] as const;
/** A picture may hold this many pixels. */
export const maxPixels = 100_000_000;
/** Other files than pictures: 2 GiB through `media.begin`. Pictures: `QUOIN_UPLOAD_MAX_BYTES`. */
export const maxFileBytes = 2 * 1024 ** 3;
/** Other files than pictures in one go, through `POST /api/uploads`. */
export const maxFormFileBytes = 100_000_000;

/** A picture as a page shows it. Variants are ascending and all of them exist. */
export const Picture = z.object({
  src: z.string(),
  alt: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  variants: z.array(z.object({ url: z.string(), width: z.number().int() })),
});
export type Picture = z.infer<typeof Picture>;

/** Something in the library. */
export const MediaView = z.object({
  id: MediaId,
  name: z.string(),
  alt: z.string(),
  type: z.string(),
  bytes: z.number().int(),
  /** `/media/{id}`: what Markdown refers to. */
  url: z.string(),
  /** Null for files that are not pictures. */
  picture: Picture.nullable(),
});
export type MediaView = z.infer<typeof MediaView>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const BeginUpload = z.object({
  name: FileName,
  /** A MIME type of `uploadTypes`. */
  type: z.string().max(100),
  bytes: z.number().int().nonnegative(),
  /** SHA-256 of the file in hexadecimal, when the caller knows it. */
  sha256: Sha256.optional(),
});
export type BeginUpload = z.infer<typeof BeginUpload>;

/** One PUT: send exactly `bytes` bytes to `url` with exactly these headers. */
export const UploadPart = z.object({
  number: z.number().int().positive(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  bytes: z.number().int(),
});
export type UploadPart = z.infer<typeof UploadPart>;

export const BegunUpload = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("pending"),
    id: UploadId,
    /** Size of every part but the last, in bytes. */
    partBytes: z.number().int(),
    /** The first 50; ask `media.parts` for the others. */
    parts: z.array(UploadPart),
    expiresAt: z.string(),
  }),
  z.object({ state: z.literal("ready"), media: MediaView }),
]);
export type BegunUpload = z.infer<typeof BegunUpload>;

export const UploadRef = z.object({ id: UploadId });
export const PartsQuery = UploadRef.extend({
  numbers: z.array(z.number().int().min(1).max(10_000)).min(1).max(50),
});
export type PartsQuery = z.infer<typeof PartsQuery>;
export const UploadParts = z.object({ parts: z.array(UploadPart) });
export type UploadParts = z.infer<typeof UploadParts>;
export const ResumedUpload = UploadParts.extend({
  partBytes: z.number().int(),
  stored: z.array(z.object({ number: z.number().int(), bytes: z.number().int() })),
});
export type ResumedUpload = z.infer<typeof ResumedUpload>;

/** Nothing is left to say. */
export const AbandonedUpload = z.object({});

export const FinishOutcome = z.discriminatedUnion("state", [
  z.object({ state: z.literal("ready"), media: MediaView }),
  /** Somebody else is checking the same upload; ask again in a second. */
  z.object({ state: z.literal("checking") }),
]);
export type FinishOutcome = z.infer<typeof FinishOutcome>;

export const MediaRef = z.object({ id: MediaId });

/** One file of `POST /api/uploads`, in the order sent. */
export const FormUpload = z.object({
  /** The media id; empty when refused. */
  key: z.string(),
  url: z.string(),
  file_name: z.string(),
  content_type: z.string(),
  successful: z.boolean(),
  error: z.string().optional(),
});
export type FormUpload = z.infer<typeof FormUpload>;
