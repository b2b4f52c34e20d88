import type { Tx } from "@quoin/drivers";
import type { MediaId, PostId } from "@quoin/model";
import { inArray } from "drizzle-orm";

import { media, mediaUses } from "./media.table.ts";

/**
 * Notes that a post shows these media. Nothing is taken away: an earlier revision may show what
 * the newest text does not. Ids of media that do not exist are text like any other.
 */
export async function recordUses(tx: Tx, postId: PostId, ids: readonly MediaId[]): Promise<void> {
  if (ids.length === 0) return;
  const known = await tx
    .select({ id: media.id })
    .from(media)
    .where(inArray(media.id, [...ids]));
  if (known.length === 0) return;
  const rows = known.map(({ id }) => ({ mediaId: id, postId }));
  await tx.insert(mediaUses).values(rows).onConflictDoNothing();
}
