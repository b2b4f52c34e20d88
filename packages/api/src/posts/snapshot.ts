import type { Tx } from "@quoin/drivers";
import type { Person } from "@quoin/model";
import { desc, eq } from "drizzle-orm";

import { mediaIdsIn, rendererVersion, renderMarkdown } from "../markdown/index.ts";
import { picturesOf } from "../media/index.ts";
import { newId } from "../new-id.ts";
import type { Needs } from "../services.ts";
import type { Draft, Post } from "./find-draft.ts";
import { revisions } from "./revision.table.ts";
import { type Revision, sameWords } from "./state.ts";

/** What readers need of a text, made once. */
export type Derived = Pick<
  Revision,
  "html" | "plainText" | "headings" | "readingSeconds" | "rendererVersion"
>;

/** Makes the derived part of a body. Slow: never inside a transaction. */
export async function derive(needs: Needs<"db" | "site">, body: string): Promise<Derived> {
  const pictures = await picturesOf(needs, mediaIdsIn(body));
  const { html, plainText, headings, readingSeconds } = await renderMarkdown(body, { pictures });
  return { html, plainText, headings, readingSeconds, rendererVersion };
}

interface Words {
  draft: Draft;
  post: Post;
  derived: Derived;
  by: Person;
  at: string;
}

/** The next revision of a locked draft, or the last one again when its words are the same. */
export async function snapshot(
  tx: Tx,
  { draft, post, derived, by, at }: Words,
): Promise<{ id: Revision["id"]; number: number }> {
  const [last] = await tx
    .select()
    .from(revisions)
    .where(eq(revisions.postId, draft.postId))
    .orderBy(desc(revisions.number))
    .limit(1);
  if (last && sameWords(draft, last)) {
    if (last.id === post.publishedRevisionId) return last;
    const seen = { ...derived, publishedAt: last.publishedAt ?? at };
    await tx.update(revisions).set(seen).where(eq(revisions.id, last.id));
    return last;
  }
  const { postId, title, excerpt, body, coverId, tags } = draft;
  const revision = {
    ...derived,
    id: newId<"Revision">(),
    postId,
    number: (last?.number ?? 0) + 1,
    title,
    excerpt,
    body,
    coverId,
    tags,
    authorId: by.id,
    reason: "published" as const,
    createdAt: at,
    publishedAt: at,
  };
  await tx.insert(revisions).values(revision);
  return revision;
}
