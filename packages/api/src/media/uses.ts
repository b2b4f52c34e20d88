import type { Tx } from "@quoin/drivers";
import type { MediaId, Person, PostId } from "@quoin/model";
import { and, eq } from "drizzle-orm";

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
  const isNoted = and(eq(mediaUses.mediaId, media.id), eq(mediaUses.postId, postId));
  const known = await tx
    .select({ id: media.id, notedFor: mediaUses.postId })
    .from(media)
    .leftJoin(mediaUses, isNoted)
    .where(and(isAmong(ids), by === null ? undefined : readableBy(by)));
  const fresh = known.filter(({ notedFor }) => notedFor === null).map(({ id }) => id);
  const gone = await note(tx, postId, fresh);
  return new Set(known.map(({ id }) => id).filter((id) => !gone.has(id)));
}

/** Gives those that were removed this very moment. */
async function note(tx: Tx, postId: PostId, ids: readonly MediaId[]): Promise<Set<MediaId>> {
  if (ids.length === 0) return new Set();
  const there = await tx.select({ id: media.id }).from(media).where(isAmong(ids)).for("key share");
  const rows = there.map(({ id }) => ({ mediaId: id, postId }));
  if (rows.length > 0) await tx.insert(mediaUses).values(rows).onConflictDoNothing();
  const kept = new Set(there.map(({ id }) => id));
  return new Set(ids.filter((id) => !kept.has(id)));
}
