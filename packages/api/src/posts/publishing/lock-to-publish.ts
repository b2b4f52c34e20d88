import type { Tx } from "@quoin/drivers";
import {
  type DraftRef,
  type Person,
  type PublishOutcome,
  QuoinError,
  draftTextOf,
} from "@quoin/model";

import { type Draft, lockDraft, type Post } from "../writing/find-draft.ts";

type Conflict = Extract<PublishOutcome, { outcome: "conflict" }>;

/**
 * Locks a draft that is to be published at the version the writer saw. `rendered` is the draft its
 * HTML was made from. When somebody has saved since, both have the conflict instead.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `title_missing`
 */
export async function lockToPublish(
  tx: Tx,
  person: Person,
  { id, version }: DraftRef,
  rendered: Draft,
): Promise<{ draft: Draft; post: Post; conflict: Conflict | null }> {
  const { draft, post } = await lockDraft(tx, person, { id, may: "publish" });
  if (post.trashedAt !== null) throw new QuoinError("post_not_found");
  if (draft.version !== version || rendered.version !== version) {
    const conflict = {
      outcome: "conflict",
      version: draft.version,
      theirs: draftTextOf(draft),
    } as const;
    return { draft, post, conflict };
  }
  if (draft.title.trim() === "") throw new QuoinError("title_missing");
  return { draft, post, conflict: null };
}
