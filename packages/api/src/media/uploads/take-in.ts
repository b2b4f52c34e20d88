import { createHash } from "node:crypto";

import type { BlobBody } from "@quoin/drivers";
import { type BlobId, QuoinError, type UploadType, uploadTypes } from "@quoin/model";

import { isDriverError } from "../../driver-errors.ts";
import { newId } from "../../new-id.ts";
import type { Needs } from "../../services.ts";
import { refOf, type Upload } from "./find-upload.ts";
import { refusedType } from "./policy.ts";
import { isOfType, sniff, sniffedBytes } from "./sniff.ts";

/** What arrived, copied to where no address of a client reaches, and looked at. */
export interface ReceivedFile {
  blobId: BlobId;
  /** `originals/{id}` of a picture, which is private; what is served of any other file. */
  originalKey: string;
  type: UploadType;
  bytes: number;
  sourceSha256: string;
  /** All of a picture; null for other files, which may be large. */
  picture: Uint8Array | null;
}

/**
 * Makes the object of an upload, copies it and checks the copy: size, kind and hash.
 *
 * @throws QuoinError `upload_incomplete`, `upload_mismatch`, `upload_type_refused`,
 * `image_type_unsupported`
 */
export async function takeIn(
  { blobs }: Needs<"blobs">,
  upload: Upload,
  /** Keys made on the way, for whoever has to remove them after a failure. */
  made: string[],
): Promise<ReceivedFile> {
  const type = upload.type as UploadType; // `acceptType` let it in
  const { kind, ext } = uploadTypes[type];
  const blobId = newId<"Blob">();
  const isImage = kind === "image";
  const originalKey = isImage ? `originals/${blobId}` : `media/${blobId}/file.${ext}`;

  await completed(blobs.complete(refOf(upload)));
  made.push(originalKey);
  const cache = isImage ? "private" : "immutable";
  const copy = await blobs.copy(upload.incomingKey, originalKey, {
    type,
    download: upload.name,
    cache,
  });
  if (copy.bytes !== upload.bytes) throw new QuoinError("upload_mismatch");

  // What is proven need not all come back to be hashed again.
  const known = upload.isProven && !isImage ? upload.sha256 : null;
  const range = known !== null && copy.bytes > 0 ? { first: 0, last: sniffedBytes - 1 } : undefined;
  const { head, sha256, all } = await readThrough(await blobs.read(originalKey, range), {
    keep: isImage,
  });
  const sniffed = sniff(head);
  if (!isOfType(sniffed, type)) throw refusedType(sniffed ?? "");
  const sourceSha256 = known ?? sha256;
  if (upload.sha256 !== null && upload.sha256 !== sourceSha256)
    throw new QuoinError("upload_mismatch");
  return { blobId, originalKey, type, bytes: copy.bytes, sourceSha256, picture: all };
}

async function completed<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (isDriverError(error, "BlobMissing")) throw new QuoinError("upload_incomplete");
    if (!isDriverError(error, "BlobMismatch")) throw error;
    if (error.missing.length === 0) throw new QuoinError("upload_mismatch");
    throw new QuoinError("upload_incomplete", { missing: error.missing.join(",") });
  }
}

/** The first bytes of a stream, its hash, and all of it when asked to keep it. */
async function readThrough({ stream }: BlobBody, { keep }: { keep: boolean }) {
  const hash = createHash("sha256");
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    if (keep || bytes < sniffedBytes) kept.push(chunk);
    bytes += chunk.byteLength;
  }
  const all = Buffer.concat(kept);
  const head = all.subarray(0, sniffedBytes);
  return { head, sha256: hash.digest("hex"), all: keep ? all : null };
}
