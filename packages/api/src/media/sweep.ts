import type { BlobId } from "@quoin/model";
import { and, eq, inArray, lte, ne, notExists, or } from "drizzle-orm";

import type { Needs } from "../services.ts";
import { blobs, media, mediaVariants } from "./media.table.ts";
import { uploads } from "./upload.table.ts";
import { forgetBytes } from "./uploads/upload.ts";

const batch = 200;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Collects what nobody will come back for: uploads past their 24 hours, bytes past their time in
 * the undo window, and uploads in parts that no row knows. What is gone already is a success, so
 * two of these may run at once. One item that fails is left for the next time.
 *
 * @throws whatever the first failing item threw, after all the others
 */
export async function sweepMedia(needs: Needs<"db" | "now" | "blobs">): Promise<void> {
  const troubles = [
    ...(await sweepUploads(needs)),
    ...(await sweepBlobs(needs)),
    ...(await sweepParts(needs)),
  ];
  if (troubles.length > 0) throw troubles[0];
}

/** An upload that is being checked this moment is spared; its answer is kept as long as its row. */
async function sweepUploads({ db, now, ...needs }: Needs<"db" | "now" | "blobs">) {
  const at = now();
  const expired = await db
    .select()
    .from(uploads)
    .where(
      and(
        lte(uploads.expiresAt, at),
        or(ne(uploads.state, "checking"), lte(uploads.claimedUntil, at)),
      ),
    )
    .limit(batch);
  return each(expired, async (upload) => {
    await forgetBytes(needs, upload);
    await db.delete(uploads).where(eq(uploads.id, upload.id));
  });
}

/** The objects first: a row without them says what is left to do, objects without a row do not. */
async function sweepBlobs({ db, now, blobs: store }: Needs<"db" | "now" | "blobs">) {
  const unused = notExists(db.select().from(media).where(eq(media.blobId, blobs.id)));
  const past = await db
    .select()
    .from(blobs)
    .where(and(eq(blobs.state, "deleting"), lte(blobs.deleteAfter, now()), unused))
    .limit(batch);
  return each(past, async ({ id, key, originalKey }) => {
    await store.remove([key, originalKey, ...(await variantKeys(db, id))]);
    await db.delete(blobs).where(eq(blobs.id, id));
  });
}

async function variantKeys(db: Needs<"db">["db"], id: BlobId): Promise<string[]> {
  const rows = await db
    .select({ key: mediaVariants.key })
    .from(mediaVariants)
    .where(eq(mediaVariants.blobId, id));
  return rows.map(({ key }) => key);
}

/** Left by a process that died between the store's answer and its own row. */
async function sweepParts({ db, now, blobs: store }: Needs<"db" | "now" | "blobs">) {
  const yesterday = new Date(Date.parse(now()) - dayMs);
  const found: { key: string; uploadId?: string }[] = [];
  for await (const upload of store.unfinished(yesterday)) {
    found.push(upload);
    if (found.length === batch) break;
  }
  const ids = found.map(({ uploadId = "" }) => uploadId);
  const alive = await db
    .select({ uploadId: uploads.storeUploadId })
    .from(uploads)
    .where(inArray(uploads.storeUploadId, ids));
  const isAlive = new Set(alive.map(({ uploadId }) => uploadId));
  const foreign = found.filter(({ uploadId = "" }) => !isAlive.has(uploadId));
  return each(foreign, (upload) => store.abandon(upload));
}

/** Works through all of them and gives the errors of those that failed. */
async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>) {
  const troubles: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => troubles.push(error));
  return troubles;
}
