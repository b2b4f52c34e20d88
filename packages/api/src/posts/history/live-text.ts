import { type LiveText, type Person, type PostId, textOf } from "@quoin/model";

import type { Needs } from "../../services.ts";
import { liveRevision } from "../publishing/snapshot.ts";
import { findDraft } from "../writing/find-draft.ts";

/**
 * What readers have of a post, as its writer typed it, to compare a draft with; null when they have
 * nothing.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function readLiveText(
  { db }: Needs<"db">,
  person: Person,
  { id }: { id: PostId },
): Promise<LiveText> {
  const { post } = await findDraft(db, person, { id, may: "edit" });
  const live = await liveRevision(db, post);
  if (!live) return { text: null };
  return { text: { ...textOf(live), slug: post.slug } };
}
