import { type KeepText, type Person, textOf, type TextKept } from "@quoin/model";
import { and, desc, eq } from "drizzle-orm";

import { recordUses } from "../../media/index.ts";
import type { Needs } from "../../services.ts";
import { addRevision } from "../publishing/add-revision.ts";
import { revisions } from "../tables/revision.table.ts";
import { holdsText } from "../tables/text-columns.ts";
import { lockDraft } from "../writing/find-draft.ts";
import { mediaIn } from "../writing/media-in.ts";

/**
 * Keeps a text under a name and leaves the draft as it is. What is kept already is not kept twice,
 * and the name it has stays. A cover they may not use is left out: the words matter more.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function keepText(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { id, text: given, name }: KeepText,
): Promise<TextKept> {
  const shown = mediaIn(given);

  return db.transaction(async (tx) => {
    const { actor } = await lockDraft(tx, person, { id, may: "edit" });
    const noted = await recordUses(tx, { postId: id, by: actor }, shown);
    const cover = given.cover !== null && noted.has(given.cover) ? given.cover : null;
    const text = { ...textOf(given), cover };
    const [holder] = await tx
      .select({ id: revisions.id, number: revisions.number, name: revisions.name })
      .from(revisions)
      .where(and(eq(revisions.postId, id), holdsText(revisions, text)))
      .orderBy(desc(revisions.number))
      .limit(1);
    if (holder) {
      if (holder.name === null) {
        await tx.update(revisions).set({ name }).where(eq(revisions.id, holder.id));
      }
      return { revision: holder.number };
    }
    const { number } = await addRevision(tx, id, {
      text,
      derived: null,
      authorId: person.id,
      reason: "named",
      name,
      createdAt: now(),
    });
    return { revision: number };
  });
}
