import type { MediaId, Person } from "@quoin/model";

import { blobs, media } from "../media/media.table.ts";
import { newId } from "../new-id.ts";
import type { Needs } from "../services.ts";

/** A picture in somebody's library, without bytes. */
export async function addPicture(
  { db, now }: Needs<"db" | "now">,
  { id: ownerId }: Pick<Person, "id">,
): Promise<MediaId> {
  const [blobId, id] = [newId<"Blob">(), newId<"Media">()];
  const createdAt = now();
  await db.insert(blobs).values({
    id: blobId,
    originalKey: `originals/${blobId}`,
    key: `media/${blobId}/master.jpg`,
    sourceSha256: blobId,
    bytes: 1000,
    type: "image/jpeg",
    width: 1600,
    height: 900,
    createdAt,
  });
  await db.insert(media).values({ id, ownerId, blobId, name: "one.jpg", createdAt });
  return id;
}
