import type { Tx } from "@quoin/drivers";
import type { MediaId } from "@quoin/model";
import { and, eq, notExists } from "drizzle-orm";

import { people } from "../people/person.table.ts";
import { blobs, media, mediaUses } from "./media.table.ts";
import { uploads } from "./upload.table.ts";

/**
 * Takes a media out of the library for good, with its bytes, unless something shows it: a post,
 * or somebody as their picture. The collector removes the bytes with its next round.
 */
export async function forgetMedia(tx: Tx, { id, at }: { id: MediaId; at: string }): Promise<void> {
  const [row] = await tx
    .select({ blobId: media.blobId })
    .from(media)
    .innerJoin(blobs, eq(blobs.id, media.blobId))
    .where(eq(media.id, id))
    .for("update");
  if (!row) return;
  // Asked when it is locked: nothing can begin to show it any more.
  const uses = await tx.$count(mediaUses, eq(mediaUses.mediaId, id));
  const faces = await tx.$count(people, eq(people.avatarId, id));
  if (uses + faces > 0) return;
  await tx.delete(uploads).where(eq(uploads.mediaId, id)); // their answer would be of nothing
  await tx.delete(media).where(eq(media.id, id));
  const others = tx.select().from(media).where(eq(media.blobId, row.blobId));
  await tx
    .update(blobs)
    .set({ state: "deleting", deleteAfter: at })
    .where(and(eq(blobs.id, row.blobId), notExists(others)));
}
