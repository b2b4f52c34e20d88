import type { Db, Tx } from "@quoin/drivers";
import { isSameText, type Person } from "@quoin/model";
import { desc, eq } from "drizzle-orm";

import { keptColumns, revisions } from "../tables/revision.table.ts";
import type { Draft, Post } from "../writing/find-draft.ts";
import type { Revision } from "../writing/state.ts";
import { addRevision } from "./add-revision.ts";
import type { Derived } from "./derive.ts";

interface Snapshot {
  draft: Draft;
  post: Post;
  derived: Derived;
  by: Person;
  at: string;
  reason: "published" | "scheduled";
}

/** The next revision of a locked draft, or the live or last one again when its text is the same. */
export async function snapshot(
  tx: Tx,
  { draft, post, derived, by, at, reason }: Snapshot,
): Promise<{ id: Revision["id"]; number: number }> {
  const last = await lastRevision(tx, draft.postId);
  const live = last?.id === post.publishedRevisionId ? last : await liveRevision(tx, post);
  const same = [live, last].find((known) => known && isSameText(draft, known));
  if (same) {
    if (reason === "scheduled" || same === live) return same;
    const seen = { ...derived, publishedAt: same.publishedAt ?? at };
    await tx.update(revisions).set(seen).where(eq(revisions.id, same.id));
    return same;
  }
  return addRevision(tx, draft.postId, {
    text: draft,
    derived,
    authorId: by.id,
    reason,
    createdAt: at,
    publishedAt: reason === "published" ? at : null,
  });
}

/** The newest revision of a post. */
export async function lastRevision(tx: Tx, postId: Draft["postId"]): Promise<Revision | undefined> {
  const [last] = await tx
    .select(keptColumns)
    .from(revisions)
    .where(eq(revisions.postId, postId))
    .orderBy(desc(revisions.number))
    .limit(1);
  return last;
}

/** What readers see now; undefined when the post is not public. */
export async function liveRevision(
  tx: Db | Tx,
  { publishedRevisionId: id }: Post,
): Promise<Revision | undefined> {
  if (id === null) return undefined;
  const [live] = await tx.select(keptColumns).from(revisions).where(eq(revisions.id, id));
  return live;
}
