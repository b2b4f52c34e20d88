import type { Tx } from "@quoin/drivers";
import { type BlobId, variantWidths } from "@quoin/model";
import { and, eq } from "drizzle-orm";

import { jobNames } from "../job-names.ts";
import { people } from "../people/person.table.ts";
import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";
import { blobs, media, mediaUses, mediaVariants } from "./media.table.ts";
import { putImage } from "./uploads/shelve.ts";

/**
 * Makes the WebP copies of a picture that are missing, then has what shows it made anew.
 * Does nothing for what is gone, or has them all.
 */
export async function makeVariants(
  needs: Needs<"db" | "blobs" | "images" | "jobs">,
  { blobId }: { blobId: BlobId },
): Promise<void> {
  const { db } = needs;
  const [blob] = await db
    .select()
    .from(blobs)
    .where(and(eq(blobs.id, blobId), eq(blobs.state, "ready")));
  if (!blob) return;
  const ready = await db.select().from(mediaVariants).where(eq(mediaVariants.blobId, blobId));
  const missing = widthsOf(blob.width).filter((one) => !ready.some(({ width }) => width === one));
  if (missing.length === 0) return;

  const { stream } = await needs.blobs.read(blob.originalKey);
  const original = new Uint8Array(await new Response(stream).arrayBuffer());
  const copies = await needs.images.variants(original, missing);
  const rows: (typeof mediaVariants.$inferInsert)[] = [];
  for (const copy of copies) {
    const { width, height, bytes } = copy;
    const key = `media/${blobId}/w${width}.webp`;
    await putImage(needs, key, copy);
    rows.push({ blobId, width, height, bytes: bytes.length, key });
  }
  if (rows.length === 0) return;

  await db.transaction(async (tx) => {
    const stillThere = and(eq(blobs.id, blobId), eq(blobs.state, "ready"));
    const [kept] = await tx.select({ id: blobs.id }).from(blobs).where(stillThere).for("key share");
    if (!kept) return; // removed while its copies were made
    await tx.insert(mediaVariants).values(rows).onConflictDoNothing();
    const shown = await tx
      .selectDistinct({ postId: mediaUses.postId })
      .from(mediaUses)
      .innerJoin(media, eq(media.id, mediaUses.mediaId))
      .where(eq(media.blobId, blobId));
    if (await isSomebody(tx, blobId)) await publicChanged(tx);
    for (const { postId } of shown) {
      await needs.jobs.enqueue(tx, jobNames.rerenderPost, { postId }, { key: postId });
    }
  });
}

/** True while somebody shows it as their picture. */
async function isSomebody(tx: Tx, blobId: BlobId): Promise<boolean> {
  const shown = await tx
    .select({ id: people.id })
    .from(people)
    .innerJoin(media, eq(media.id, people.avatarId))
    .where(eq(media.blobId, blobId))
    .limit(1);
  return shown.length > 0;
}

/** The usual widths up to the picture's own, and that one too when it is between them. */
function widthsOf(width: number | null): number[] {
  if (width === null) return [];
  const usual = variantWidths.filter((one) => one <= width);
  const widest = variantWidths.at(-1) ?? 0;
  return usual.includes(width as never) || width > widest ? usual : [...usual, width];
}
