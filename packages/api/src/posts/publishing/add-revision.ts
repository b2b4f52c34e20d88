import type { Tx } from "@quoin/drivers";
import {
  type PersonId,
  type PostId,
  type PostText,
  type RevisionReason,
  textOf,
} from "@quoin/model";
import { eq, max } from "drizzle-orm";

import { newId } from "../../new-id.ts";
import { revisions, withoutDerived } from "../tables/revision.table.ts";
import type { Revision } from "../writing/state.ts";
import type { Derived } from "./derive.ts";

// Only what is published is read as a page. Nobody reads the others as one, so nothing is made of
// them until they are published: a keystroke of the writer's must not wait for a renderer.
const underived: Derived = {
  html: "",
  plainText: "",
  headings: [],
  readingSeconds: 0,
  rendererVersion: 0,
};

interface Addition {
  text: PostText;
  /** What readers need of it; null when none will read it as a page. */
  derived: Derived | null;
  authorId: PersonId;
  reason: RevisionReason;
  name?: string | null;
  createdAt: string;
  /** When readers first saw it. */
  publishedAt?: string | null;
}

/** Keeps a text as the next revision of a locked post. */
export async function addRevision(
  tx: Tx,
  postId: PostId,
  { text, derived, ...facts }: Addition,
): Promise<Revision> {
  const [last] = await tx
    .select({ number: max(revisions.number) })
    .from(revisions)
    .where(eq(revisions.postId, postId));
  const added = {
    name: null,
    publishedAt: null,
    ...facts,
    ...textOf(text),
    ...(derived ?? underived),
    id: newId<"Revision">(),
    postId,
    number: (last?.number ?? 0) + 1,
  };
  await tx.insert(revisions).values(added); // not read back: it may be long
  return withoutDerived(added);
}
