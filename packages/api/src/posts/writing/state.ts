import { isSameText, type PostState, type Schedule } from "@quoin/model";

import type { revisions } from "../tables/revision.table.ts";
import type { Draft, Post } from "./find-draft.ts";

/** What was kept, without what was made of it for readers. */
export type Revision = Omit<
  typeof revisions.$inferSelect,
  "html" | "plainText" | "headings" | "readingSeconds"
>;

/** What of a post goes live later; `revision` is the scheduled one. */
export function scheduleOf(post: Post, draft: Draft, revision: Revision | null): Schedule | null {
  const { publishAt: at, scheduledSlug: slug } = post;
  if (at === null || slug === null || revision === null) return null;
  const wanted = draft.slug ?? post.slug ?? slug;
  return { at, slug, isCurrent: wanted === slug && isSameText(draft, revision) };
}

/** Where a post stands. `revision` is the published one. */
export function stateOf(post: Post, draft: Draft, revision: Revision | null): PostState {
  if (post.trashedAt !== null) return "trashed";
  if (revision === null) return "draft";
  const moves = draft.slug !== null && draft.slug !== post.slug;
  return moves || !isSameText(draft, revision) ? "changed" : "live";
}
