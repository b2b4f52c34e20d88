import type { Db, Tx } from "@quoin/drivers";
import { type Person, QuoinError } from "@quoin/model";
import { desc, eq } from "drizzle-orm";

import { mediaIdsIn, rendererVersion } from "../../markdown/index.ts";
import { picturesOf } from "../../media/index.ts";
import { newId } from "../../new-id.ts";
import type { Needs } from "../../services.ts";
import { keptColumns, revisions } from "../tables/revision.table.ts";
import type { Draft, Post } from "../writing/find-draft.ts";
import { type Revision, sameWords, wordsOf } from "../writing/state.ts";

/** What readers need of a text, made once. */
export type Derived = Pick<
  typeof revisions.$inferSelect,
  "html" | "plainText" | "headings" | "readingSeconds" | "rendererVersion"
>;

/** What a body becomes: what is kept of it, and its words as search spells them. */
export interface Made {
  derived: Derived;
  spelt: string;
}

/**
 * Makes the derived part of a body, beside this process and in turn: never inside a transaction.
 * `of` says whose it is.
 *
 * @throws QuoinError `text_too_costly`, `too_many_requests`
 */
export async function derive(
  needs: Needs<"db" | "site" | "renderer">,
  { body, of }: { body: string; of: string },
): Promise<Made> {
  const pictures = await picturesOf(needs, mediaIdsIn(body));
  const { spelt, ...rendered } = await needs.renderer.render({ body, pictures }, of);
  return { derived: { ...rendered, rendererVersion }, spelt };
}

/**
 * The same of what readers have, or were promised; null where it is too much for a page now, and
 * was not for an earlier version of Quoin: then they keep what was made before.
 */
export async function deriveAnew(...asked: Parameters<typeof derive>): Promise<Made | null> {
  try {
    return await derive(...asked);
  } catch (error) {
    if (error instanceof QuoinError && error.code === "text_too_costly") return null;
    throw error;
  }
}

interface Words {
  draft: Draft;
  post: Post;
  derived: Derived;
  by: Person;
  at: string;
  reason: "published" | "scheduled";
}

/** The next revision of a locked draft, or the live or last one again when its words are the same. */
export async function snapshot(
  tx: Tx,
  { draft, post, derived, by, at, reason }: Words,
): Promise<{ id: Revision["id"]; number: number }> {
  const [last] = await tx
    .select(keptColumns)
    .from(revisions)
    .where(eq(revisions.postId, draft.postId))
    .orderBy(desc(revisions.number))
    .limit(1);
  const live = last?.id === post.publishedRevisionId ? last : await liveRevision(tx, post);
  const same = [live, last].find((known) => known && sameWords(draft, known));
  if (same) {
    if (reason === "scheduled" || same === live) return same;
    const seen = { ...derived, publishedAt: same.publishedAt ?? at };
    await tx.update(revisions).set(seen).where(eq(revisions.id, same.id));
    return same;
  }
  const revision = {
    ...derived,
    id: newId<"Revision">(),
    postId: draft.postId,
    number: (last?.number ?? 0) + 1,
    ...wordsOf(draft),
    authorId: by.id,
    reason,
    createdAt: at,
    publishedAt: reason === "published" ? at : null,
  };
  await tx.insert(revisions).values(revision);
  return revision;
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
