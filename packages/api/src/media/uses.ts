import type { Tx } from "@quoin/drivers";
import type { MediaId, Person, PostId } from "@quoin/model";
import { and } from "drizzle-orm";

import { isAmong } from "./among.ts";
import { readableBy } from "./may-read.ts";
import { media, mediaUses } from "./media.table.ts";

interface Showing {
  postId: PostId;
  /** Who put them there; null for an import, which may show all that is here. */
  by: Pick<Person, "id" | "role"> | null;
}

/**
 * Notes that a post shows these media, and gives those that were noted. Nothing is taken away: an
 * earlier revision may show what the newest text does not. Ids of media that do not exist, or are
 * not theirs to read, are text like any other.
 */
export async function recordUses(
  tx: Tx,
  { postId, by }: Showing,
  ids: readonly MediaId[],
): Promise<Set<MediaId>> {
  if (ids.length === 0) return new Set();
  const known = await tx
    .select({ id: media.id })
    .from(media)
    .where(and(isAmong(ids), by === null ? undefined : readableBy(by)));
  const rows = known.map(({ id }) => ({ mediaId: id, postId }));
  if (rows.length > 0) await tx.insert(mediaUses).values(rows).onConflictDoNothing();
  return new Set(known.map(({ id }) => id));
}
