import { type BlobId, type MediaId, type MediaView, type Person, QuoinError } from "@quoin/model";
import { and, eq, type SQL } from "drizzle-orm";

import { newId } from "../new-id.ts";
import type { Needs } from "../services.ts";
import { readableBy } from "./may-read.ts";
import { blobs, media, mediaVariants } from "./media.table.ts";
import { picturesOf } from "./picture.ts";

/**
 * Something in the library, as far as somebody may read it.
 *
 * @throws QuoinError `media_not_found`, also for what is not theirs to read
 */
export const readMedia = (
  needs: Needs<"db" | "site">,
  person: Pick<Person, "id" | "role">,
  { id }: { id: MediaId },
): Promise<MediaView> => viewMedia(needs, { id }, readableBy(person));

/** The same for one's own work, which asks for nobody. */
export async function viewMedia(
  needs: Needs<"db" | "site">,
  { id }: { id: MediaId },
  among?: SQL,
): Promise<MediaView> {
  const [row] = await needs.db
    .select({ name: media.name, alt: media.alt, type: blobs.type, bytes: blobs.bytes })
    .from(media)
    .innerJoin(blobs, eq(blobs.id, media.blobId))
    .where(and(eq(media.id, id), among));
  if (!row) throw new QuoinError("media_not_found");
  const pictures = await picturesOf(needs, [id]);
  return { id, ...row, url: `/media/${id}`, picture: pictures.get(id) ?? null };
}

/** The key of what is served of a media. @throws QuoinError `media_not_found` */
export async function findMediaKey({ db }: Needs<"db">, { id }: { id: MediaId }): Promise<string> {
  const [row] = await db
    .select({ key: blobs.key })
    .from(media)
    .innerJoin(blobs, eq(blobs.id, media.blobId))
    .where(eq(media.id, id));
  if (!row) throw new QuoinError("media_not_found");
  return row.key;
}

/** Where the picture is that a copy was made of; undefined when no such copy was made. */
export async function findMasterKey(
  { db }: Needs<"db">,
  { blobId, variantKey }: { blobId: BlobId; variantKey: string },
): Promise<string | undefined> {
  const [row] = await db
    .select({ key: blobs.key })
    .from(mediaVariants)
    .innerJoin(blobs, eq(blobs.id, mediaVariants.blobId))
    .where(and(eq(mediaVariants.blobId, blobId), eq(mediaVariants.key, variantKey)));
  return row?.key;
}

/** The stored bytes with that hash, where a library entry may still be added to them. */
export const readyWith = (sha256: string) =>
  and(eq(blobs.sourceSha256, sha256), eq(blobs.state, "ready"));

/**
 * Another library entry for bytes that are already here, for whoever may read one of those there
 * are. For everybody else they are not here: knowing a hash is not having the file.
 */
export async function addKnown(
  needs: Needs<"db" | "now" | "site">,
  person: Person,
  { name, sha256 }: { name: string; sha256: string },
): Promise<MediaView | undefined> {
  const id = newId<"Media">();
  const added = await needs.db.transaction(async (tx) => {
    const [blob] = await tx
      .select({ id: blobs.id })
      .from(blobs)
      .innerJoin(media, eq(media.blobId, blobs.id))
      .where(and(readyWith(sha256), readableBy(person)))
      .limit(1)
      .for("share", { of: blobs });
    if (!blob) return false;
    await tx.insert(media).values(entry(id, person, { name, blobId: blob.id, at: needs.now() }));
    return true;
  });
  return added ? viewMedia(needs, { id }) : undefined;
}

/** A row of the library. */
export const entry = (
  id: MediaId,
  person: Pick<Person, "id">,
  { name, blobId, at }: { name: string; blobId: BlobId; at: string },
): typeof media.$inferInsert => ({ id, ownerId: person.id, blobId, name, createdAt: at });
