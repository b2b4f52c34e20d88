import { type DraftRef, type Person, type PublishOutcome, QuoinError } from "@quoin/model";
import { eq } from "drizzle-orm";

import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";
import { drafts, textOf } from "./draft.table.ts";
import { findDraft, lockDraft } from "./find-draft.ts";
import { derivePostTags } from "./post-tags.ts";
import { derivePostWords, searchWords } from "./post-words.ts";
import { posts } from "./post.table.ts";
import { takeSlug } from "./slug.ts";
import { derive, snapshot } from "./snapshot.ts";

/**
 * Makes public the version the writer saw. With nothing new to publish it changes nothing.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `title_missing`, `slug_taken`, `slug_reserved`
 */
export async function publishPost(
  { db, now, site }: Needs<"db" | "now" | "site">,
  person: Person,
  { id, version }: DraftRef,
): Promise<PublishOutcome> {
  const seen = (await findDraft(db, person, id)).draft;
  const derived = await derive({ db, site }, seen.body); // slow, so it comes before the lock
  const words = searchWords({ ...seen, plainText: derived.plainText });

  return db.transaction(async (tx) => {
    const { draft, post } = await lockDraft(tx, person, id);
    if (post.trashedAt !== null) throw new QuoinError("post_not_found");
    if (draft.version !== version || seen.version !== version) {
      return { outcome: "conflict", version: draft.version, theirs: textOf(draft) };
    }
    if (draft.title.trim() === "") throw new QuoinError("title_missing");

    const at = now();
    const slug = await takeSlug(tx, post, draft, at);
    const revision = await snapshot(tx, { draft, post, derived, by: person, at });
    if (revision.id !== post.publishedRevisionId || slug !== post.slug) {
      const publishedAt = post.publishedAt ?? at;
      const live = { slug, publishedRevisionId: revision.id, publishedAt };
      await tx.update(posts).set(live).where(eq(posts.id, id));
      await tx.update(drafts).set({ baseRevisionId: revision.id }).where(eq(drafts.postId, id));
      await derivePostTags(tx, id, draft.tags, publishedAt);
      await derivePostWords(tx, id, words, publishedAt);
      await publicChanged(tx);
    }
    return { outcome: "published", slug, revision: revision.number };
  });
}
