import type { Tx } from "@quoin/drivers";
import { type MediaId, type Person, type Picture, QuoinError } from "@quoin/model";
import { and, asc, eq, isNotNull, type SQL } from "drizzle-orm";

import type { Needs } from "../services.ts";
import { isAmong } from "./among.ts";
import { readableBy } from "./may-read.ts";
import { blobs, media, mediaVariants } from "./media.table.ts";

/**
 * The public address of a stored key. Immutable: a key never gets other bytes. Without a CDN it
 * is a path, so that published HTML outlives a change of the site's own address.
 */
export const addressOf = ({ site }: Needs<"site">, key: string): string =>
  `${site.mediaUrl === site.url ? "" : site.mediaUrl}/${key}`;

/**
 * The pictures among these media, as pages show them; other files and unknown ids are left out, and
 * what is not `among` those of a condition (`readableBy`, `showableIn`).
 */
export async function picturesOf(
  needs: Needs<"db" | "site">,
  ids: readonly MediaId[],
  among?: SQL,
): Promise<Map<MediaId, Picture>> {
  if (ids.length === 0) return new Map();
  const { db } = needs;
  const [masters, copies] = await Promise.all([
    db
      .select({
        id: media.id,
        alt: media.alt,
        key: blobs.key,
        width: blobs.width,
        height: blobs.height,
      })
      .from(media)
      .innerJoin(blobs, eq(blobs.id, media.blobId))
      .where(and(isAmong(ids), isNotNull(blobs.width), among)),
    db
      .select({ id: media.id, key: mediaVariants.key, width: mediaVariants.width })
      .from(media)
      .innerJoin(mediaVariants, eq(mediaVariants.blobId, media.blobId))
      .where(isAmong(ids))
      .orderBy(asc(mediaVariants.width)),
  ]);
  const pictures = new Map<MediaId, Picture>();
  for (const { id, alt, key, width, height } of masters) {
    if (width === null || height === null) continue;
    pictures.set(id, { src: addressOf(needs, key), alt, width, height, variants: [] });
  }
  for (const { id, key, width } of copies) {
    pictures.get(id)?.variants.push({ url: addressOf(needs, key), width });
  }
  return pictures;
}

/**
 * Makes sure of a picture that somebody may use, and that it stays there until the transaction ends.
 *
 * @throws QuoinError `media_not_found`, `image_type_unsupported`
 */
export async function requirePicture(
  tx: Tx,
  person: Pick<Person, "id" | "role">,
  id: MediaId,
): Promise<void> {
  const [row] = await tx
    .select({ width: blobs.width })
    .from(media)
    .innerJoin(blobs, eq(blobs.id, media.blobId))
    .where(and(eq(media.id, id), readableBy(person)))
    .for("share");
  if (!row) throw new QuoinError("media_not_found");
  if (row.width === null) throw new QuoinError("image_type_unsupported");
}
