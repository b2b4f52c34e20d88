import type { NameOutcome, NameVersion, Person } from "@quoin/model";
import { desc, eq } from "drizzle-orm";

import type { Needs } from "../../services.ts";
import { keepWords } from "../publishing/keep-words.ts";
import { drafts, textOf } from "../tables/draft.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { holdsDraft } from "../tables/same-words.ts";
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
    const { draft } = await lockDraft(tx, person, id);
    if (draft.version !== version) {
      return { outcome: "conflict", version: draft.version, theirs: textOf(draft) };
    }
    const [last] = await tx
      .select({ id: revisions.id, number: revisions.number, isSame: holdsDraft })
      .from(revisions)
      .innerJoin(drafts, eq(drafts.postId, revisions.postId))
      .where(eq(revisions.postId, id))
      .orderBy(desc(revisions.number))
      .limit(1);
    if (last?.isSame) {
      await tx.update(revisions).set({ name }).where(eq(revisions.id, last.id));
      return { outcome: "named", revision: last.number };
    }
    const kept = { draft, by: person, at: now(), reason: "named", name } as const;
    return { outcome: "named", revision: await keepWords(tx, kept) };
  });
}
