import type { Db, Tx } from "@quoin/drivers";
import type { Person } from "@quoin/model";
import { desc, eq, type SQL } from "drizzle-orm";

import { mediaIdsIn, rendererVersion, renderMarkdown } from "../../markdown/index.ts";
import { picturesOf } from "../../media/index.ts";
import { newId } from "../../new-id.ts";
import type { Needs } from "../../services.ts";
import { revisions } from "../tables/revision.table.ts";
import type { Draft, Post } from "../writing/find-draft.ts";
import { type Revision, sameWords, wordsOf } from "../writing/state.ts";

/** What readers need of a text, made once. */
export type Derived = Pick<
  Revision,
  "html" | "plainText" | "headings" | "readingSeconds" | "rendererVersion"
>;

/** Makes the derived part of a body, with the pictures `among`. Slow: never inside a transaction. */
export async function derive(
  needs: Needs<"db" | "site">,
  body: string,
  among?: SQL,
): Promise<Derived> {
  const pictures = await picturesOf(needs, mediaIdsIn(body), among);
  const { html, plainText, headings, readingSeconds } = await renderMarkdown(body, { pictures });
  return { html, plainText, headings, readingSeconds, rendererVersion };
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
    .select()
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
  const [live] = await tx.select().from(revisions).where(eq(revisions.id, id));
  return live;
}
