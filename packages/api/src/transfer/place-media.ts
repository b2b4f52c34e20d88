import { createHash } from "node:crypto";

import { fileNameOf, maxFileBytes, type MediaId, type Person, QuoinError } from "@quoin/model";
import { and, asc, eq } from "drizzle-orm";

import { blobs, media } from "../media/media.table.ts";
import { acceptType, refusedType } from "../media/uploads/policy.ts";
import { isOfType, sniff } from "../media/uploads/sniff.ts";
import { storeForm } from "../media/uploads/store-form.ts";
import type { Needs } from "../services.ts";

/** A file to be in the library, and what is known of it. */
export interface IncomingMedia {
  /** The id it had on the site it comes from. */
  id?: MediaId | undefined;
  name: string;
  alt?: string | undefined;
  type: string;
  bytes: number;
  /** Of all its bytes, in hexadecimal. */
  sha256: string;
  /** The first bytes of it, as many as `sniff` wants. */
  head: Uint8Array;
  open: () => AsyncIterable<Uint8Array>;
}

/**
 * The library's entry for these bytes, from an earlier import or under the id they had elsewhere;
 * undefined when they are not here.
 */
export async function findMedia(
  needs: Needs<"db" | "blobs">,
  { id, name, bytes, sha256 }: IncomingMedia,
): Promise<MediaId | undefined> {
  const { db } = needs;
  const stored = { id: media.id, source: blobs.sourceSha256, bytes: blobs.bytes, key: blobs.key };
  const from = () => db.select(stored).from(media).innerJoin(blobs, eq(blobs.id, media.blobId));
  if (id !== undefined) {
    const [known] = await from().where(eq(media.id, id));
    if (known?.source === sha256) return id;
    // What left this site may have been the copy that readers get.
    if (known?.bytes === bytes && (await hashOf(needs, known.key)) === sha256) return id;
  }
  const [equal] = await from()
    .where(and(eq(blobs.sourceSha256, sha256), eq(media.name, fileNameOf(name))))
    .orderBy(asc(media.id))
    .limit(1);
  return equal?.id;
}

async function hashOf({ blobs: store }: Needs<"blobs">, key: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of (await store.read(key)).stream) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * What the door would say of a file, as far as its beginning and its size tell.
 *
 * @throws QuoinError `upload_type_refused`, `image_type_unsupported`, `upload_too_large`
 */
export function checkMedia(
  needs: Needs<"site">,
  { type: declared, head, bytes }: IncomingMedia,
): void {
  const { type, maxBytes } = acceptType(declared, needs, maxFileBytes);
  const sniffed = sniff(head);
  if (!isOfType(sniffed, type)) throw refusedType(sniffed ?? "");
  if (bytes > maxBytes) throw new QuoinError("upload_too_large", { limitBytes: maxBytes });
}

/**
 * Takes a file into the library through the same door as every upload, under the id it had where
 * that is nobody's here.
 *
 * @throws QuoinError as `storeForm`
 */
export async function placeMedia(
  needs: Parameters<typeof storeForm>[0],
  person: Person,
  file: IncomingMedia,
  signal: AbortSignal,
): Promise<MediaId> {
  const { name, type, id: wanted, alt } = file;
  const isFree = wanted !== undefined && (await needs.db.$count(media, eq(media.id, wanted))) === 0;
  const form = { name, type, body: file.open() };
  const { id } = await storeForm(needs, person, form, signal, {
    maxFileBytes,
    ...(isFree && { mediaId: wanted }),
  });
  if (alt) await describeMedia(needs, id, alt);
  return id;
}

/** Says what a picture shows, where nobody has said it. */
export async function describeMedia({ db }: Needs<"db">, id: MediaId, alt: string): Promise<void> {
  await db
    .update(media)
    .set({ alt })
    .where(and(eq(media.id, id), eq(media.alt, "")));
}
