import { type NameOutcome, type NameVersion, type Person, draftTextOf } from "@quoin/model";
import { desc, eq } from "drizzle-orm";

import type { Needs } from "../../services.ts";
import { addRevision } from "../publishing/add-revision.ts";
import { drafts } from "../tables/draft.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { sameTextSql } from "../tables/text-columns.ts";
import { lockDraft } from "../writing/find-draft.ts";

/**
 * Keeps the words of the version the writer saw under a name. When the newest revision holds them
 * already, that one gets the name.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function nameVersion(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { id, version, name }: NameVersion,
): Promise<NameOutcome> {
  return db.transaction(async (tx) => {
    const { draft } = await lockDraft(tx, person, { id, may: "edit" });
    if (draft.version !== version) {
      return { outcome: "conflict", version: draft.version, theirs: draftTextOf(draft) };
    }
    const [last] = await tx
      .select({
        id: revisions.id,
        number: revisions.number,
        isSame: sameTextSql(revisions, drafts),
      })
      .from(revisions)
      .innerJoin(drafts, eq(drafts.postId, revisions.postId))
      .where(eq(revisions.postId, id))
      .orderBy(desc(revisions.number))
      .limit(1);
    if (last?.isSame) {
      await tx.update(revisions).set({ name }).where(eq(revisions.id, last.id));
      return { outcome: "named", revision: last.number };
    }
    const { number } = await addRevision(tx, id, {
      text: draft,
      derived: null,
      authorId: person.id,
      reason: "named",
      name,
      createdAt: now(),
    });
    return { outcome: "named", revision: number };
  });
}
