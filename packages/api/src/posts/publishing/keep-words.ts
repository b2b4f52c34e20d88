import type { Tx } from "@quoin/drivers";
import type { Person, RevisionReason } from "@quoin/model";
import { desc, eq } from "drizzle-orm";

import { newId } from "../../new-id.ts";
import { revisions } from "../tables/revision.table.ts";
import type { Draft } from "../writing/find-draft.ts";
import { wordsOf } from "../writing/state.ts";

interface Kept {
  draft: Draft;
  by: Person;
  at: string;
  reason: RevisionReason;
  name: string | null;
}

// Only what is published is read as a page. Nobody reads these as one, so nothing is made of them
// until they are published: a keystroke of the writer's must not wait for a renderer.
const underived = { html: "", plainText: "", headings: [], readingSeconds: 0, rendererVersion: 0 };

/** Keeps the words of a locked draft as its next revision, and gives its number. */
export async function keepWords(tx: Tx, { draft, by, ...why }: Kept): Promise<number> {
  const [last] = await tx
    .select({ number: revisions.number })
    .from(revisions)
    .where(eq(revisions.postId, draft.postId))
    .orderBy(desc(revisions.number))
    .limit(1);
  const number = (last?.number ?? 0) + 1;
  const { at, reason, name } = why;
  await tx.insert(revisions).values({
    ...underived,
    id: newId<"Revision">(),
    postId: draft.postId,
    number,
    ...wordsOf(draft),
    authorId: by.id,
    reason,
    name,
    createdAt: at,
  });
  return number;
}
