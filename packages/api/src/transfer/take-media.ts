import type { MediaId } from "@quoin/model";
import { asc, eq, gt } from "drizzle-orm";

import { isDriverError } from "../driver-errors.ts";
import { blobs, media } from "../media/media.table.ts";
import { sniff, sniffedBytes } from "../media/uploads/sniff.ts";
import type { Needs } from "../services.ts";
import { holdsOnlyPicture } from "./only-picture.ts";

const pageSize = 500;

/** A file of the library, and where its bytes are. */
export interface PortableMedia {
  id: MediaId;
  /** As it was called where it came from. */
  name: string;
  alt: string;
  key: string;
  originalKey: string;
  type: string;
  isPicture: boolean;
}

/** The whole library, oldest first. */
export async function* takeMedia({ db }: Needs<"db">): AsyncGenerator<PortableMedia> {
  let after: MediaId | undefined;
  for (;;) {
    const page = await db
      .select({
        id: media.id,
        name: media.name,
        alt: media.alt,
        key: blobs.key,
        originalKey: blobs.originalKey,
        type: blobs.type,
        width: blobs.width,
      })
      .from(media)
      .innerJoin(blobs, eq(blobs.id, media.blobId))
      .where(after && gt(media.id, after))
      .orderBy(asc(media.id))
      .limit(pageSize);
    for (const { width, ...row } of page) yield { ...row, isPicture: width !== null };
    const last = page.at(-1);
    if (page.length < pageSize || !last) return;
    after = last.id;
  }
}

/** How many files `takeMedia` gives. */
export const countMedia = ({ db }: Needs<"db">): Promise<number> => db.$count(media);

/**
 * The bytes that leave the site: a picture as it was uploaded, when there is nothing in it but the
 * picture; otherwise the copy readers get, without the place and the camera.
 *
 * Either way it is a file that a second site gives again byte for byte.
 */
export async function openMedia(
  { blobs: store }: Needs<"blobs">,
  file: PortableMedia,
): Promise<{ type: string; body: AsyncIterable<Uint8Array> }> {
  if (file.isPicture) {
    const original = await whole(store, file.originalKey).catch(nothing);
    const type = original && sniff(original.subarray(0, sniffedBytes));
    if (original && type && holdsOnlyPicture(original, type)) return { type, body: one(original) };
  }
  return { type: file.type, body: (await store.read(file.key)).stream };
}

/** An original that is lost is no reason to leave out what readers see. */
function nothing(error: unknown): null {
  if (isDriverError(error, "BlobMissing")) return null;
  throw error;
}

async function whole(store: Needs<"blobs">["blobs"], key: string): Promise<Uint8Array> {
  const { stream } = await store.read(key);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
