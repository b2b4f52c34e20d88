import type { ImageCopy, Tx } from "@quoin/drivers";
import { type BlobId, maxPixels, type MediaId, type Person, QuoinError } from "@quoin/model";
import { eq } from "drizzle-orm";

import { isDriverError } from "../../driver-errors.ts";
import { jobNames } from "../../job-names.ts";
import { newId } from "../../new-id.ts";
import type { Needs } from "../../services.ts";
import { entry, readyWith } from "../library.ts";
import { blobs, media } from "../media.table.ts";
import { uploads } from "../upload.table.ts";
import { isOurs } from "./claim.ts";
import type { Upload } from "./find-upload.ts";
import { requireWriter } from "./policy.ts";
import type { ReceivedFile } from "./take-in.ts";

type BlobRow = typeof blobs.$inferInsert;

/** Makes the public copy of a picture; any other file is its own. @throws QuoinError */
export async function makePublic(
  needs: Needs<"blobs" | "images">,
  received: ReceivedFile,
  made: string[],
): Promise<Pick<BlobRow, "key" | "type" | "bytes" | "width" | "height">> {
  const { blobId, originalKey, picture, type, bytes } = received;
  if (picture === null) return { key: originalKey, type, bytes };
  const master = await readable(needs.images.master(picture));
  const key = `media/${blobId}/master.${master.ext}`;
  made.push(key);
  await putImage(needs, key, master);
  const { width, height } = master;
  return { key, type: master.type, bytes: master.bytes.length, width, height };
}

/** Stores one copy of a picture for everyone. */
export const putImage = ({ blobs: store }: Needs<"blobs">, key: string, copy: ImageCopy) =>
  store.put(key, one(copy.bytes), {
    type: copy.type,
    cache: "immutable",
    maxBytes: copy.bytes.length,
  });

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function readable<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (!isDriverError(error, "ImageRefused")) throw error;
    if (error.reason === "unreadable") throw new QuoinError("image_unreadable");
    throw new QuoinError("image_too_many_pixels", { limitPixels: maxPixels });
  }
}

/**
 * Adds what arrived to the library, in one step: its bytes once, however often they were sent,
 * its own entry, and the answer of the upload. Says which of the new keys are of no use.
 *
 * @throws QuoinError as `requireWriter`, and `upload_not_found` when it was abandoned meanwhile
 */
export async function shelve(
  { db, now, jobs }: Needs<"db" | "now" | "jobs">,
  upload: Upload,
  blob: Omit<BlobRow, "createdAt">,
  mediaId: MediaId = newId<"Media">(),
): Promise<{ mediaId: MediaId; isNew: boolean }> {
  return db.transaction(async (tx) => {
    await requireWriter(tx, { id: upload.ownerId }); // once more: checking may have taken minutes
    const at = now();
    const [added] = await tx
      .insert(blobs)
      .values({ ...blob, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: blobs.id });
    const blobId = added?.id ?? (await idOf(blob.sourceSha256));
    const owner: Pick<Person, "id"> = { id: upload.ownerId };
    await tx.insert(media).values(entry(mediaId, owner, { name: upload.name, blobId, at }));
    const [mine] = await tx
      .update(uploads)
      .set({ state: "ready", mediaId, claimedUntil: null })
      .where(isOurs(upload))
      .returning({ id: uploads.id });
    if (!mine) throw await lostClaim(tx, upload);
    if (added && typeof blob.width === "number") {
      await jobs.enqueue(tx, jobNames.makeVariants, { blobId }, { key: blobId });
    }
    return { mediaId, isNew: added !== undefined };

    async function idOf(sha256: string): Promise<BlobId> {
      const [first] = await tx
        .select({ id: blobs.id })
        .from(blobs)
        .where(readyWith(sha256))
        .for("share");
      if (!first) throw new Error("the blob with this hash was removed this moment; try again");
      return first.id;
    }
  });
}

/** Why an upload is not this caller's to finish any more. */
async function lostClaim(tx: Tx, { id }: Upload): Promise<Error> {
  const [upload] = await tx
    .select({ state: uploads.state })
    .from(uploads)
    .where(eq(uploads.id, id));
  return upload?.state === "checking" || upload?.state === "ready"
    ? new Error("the check took longer than its claim, and another caller took over")
    : new QuoinError("upload_not_found");
}
