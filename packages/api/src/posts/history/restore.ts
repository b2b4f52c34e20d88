import type { Tx } from "@quoin/drivers";
import {
  draftTextOf,
  isSameText,
  type Person,
  type PostId,
  QuoinError,
  type RestoreOutcome,
  type RestoreRevision,
  textOf,
} from "@quoin/model";
import { and, desc, eq } from "drizzle-orm";

import { recordUses } from "../../media/index.ts";
import type { Needs } from "../../services.ts";
import { addRevision } from "../publishing/add-revision.ts";
import { drafts } from "../tables/draft.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { sameTextSql, textIn } from "../tables/text-columns.ts";
import { lockDraft } from "../writing/find-draft.ts";
import { mediaIn } from "../writing/media-in.ts";

/**
 * Puts a kept text in the draft's place, if nobody has saved since the version the writer saw. What
 * stood there is kept first, unless it is kept already; what readers see does not change.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `revision_not_found`
 */
export async function restoreRevision(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { id, revision, version }: RestoreRevision,
): Promise<RestoreOutcome> {
  return db.transaction(async (tx) => {
    const { draft } = await lockDraft(tx, person, { id, may: "edit" });
    const earlier = await findRevision(tx, id, revision);
    const text = textOf(earlier);
    const theirs = draftTextOf(draft);
    if (draft.version !== version) {
      const yours = { ...theirs, ...text };
      return { outcome: "conflict", version: draft.version, yours, theirs };
    }
    // They are there already: nothing changes, and nobody's next save is a conflict.
    if (isSameText(draft, text)) return { outcome: "restored", version, kept: revision };
    const at = now();
    const kept =
      (await holderOf(tx, id)) ??
      (
        await addRevision(tx, id, {
          text: draft,
          derived: null,
          authorId: person.id,
          reason: "restored",
          createdAt: at,
        })
      ).number;
    const next = { ...text, version: version + 1, baseRevisionId: earlier.id, updatedAt: at };
    await tx.update(drafts).set(next).where(eq(drafts.postId, id));
    await recordUses(tx, { postId: id, by: person }, mediaIn(text));
    return { outcome: "restored", version: next.version, kept };
  });
}

async function findRevision(tx: Tx, id: PostId, number: number) {
  const [row] = await tx
    .select({ id: revisions.id, ...textIn(revisions) })
    .from(revisions)
    .where(and(eq(revisions.postId, id), eq(revisions.number, number)));
  if (!row) throw new QuoinError("revision_not_found");
  return row;
}

/** The newest revision that holds what stands in the draft. */
async function holderOf(tx: Tx, id: PostId): Promise<number | undefined> {
  const [row] = await tx
    .select({ number: revisions.number })
    .from(revisions)
    .innerJoin(drafts, eq(drafts.postId, revisions.postId))
    .where(and(eq(revisions.postId, id), sameTextSql(revisions, drafts)))
    .orderBy(desc(revisions.number))
    .limit(1);
  return row?.number;
}
