import type { Tx } from "@quoin/drivers";
import {
  canEditAll,
  type Person,
  QuoinError,
  slugOf,
  type TagView,
  type UpdateTag,
  type UpdateTagOutcome,
} from "@quoin/model";
import { and, eq, ne, or, sql } from "drizzle-orm";

import { requirePresent } from "../../people/present.ts";
import { prepared } from "../../prepared.ts";
import { publicChanged } from "../../public-changed.ts";
import type { Needs } from "../../services.ts";
import { tags } from "../tables/tag.table.ts";

const view = { slug: tags.slug, name: tags.name, description: tags.description };

const bySlug = prepared((db) =>
  db
    .select(view)
    .from(tags)
    .where(eq(tags.slug, sql.placeholder("slug")))
    .prepare("tag_by_slug"),
);

/** A tag with what is said of it; null where none has that address. */
export async function readTag({ db }: Needs<"db">, slug: string): Promise<TagView | null> {
  const [tag] = await bySlug(db).execute({ slug });
  return tag ?? null;
}

/**
 * Renames or describes a tag, if nobody has since the editor saw it. Its address stays: what links
 * to it goes on working, and its former name still leads writers to it.
 *
 * @throws QuoinError `not_allowed`, `tag_not_found`, `tag_name_taken`
 */
export async function updateTag(
  { db }: Needs<"db">,
  person: Pick<Person, "id" | "role">,
  { slug, seen, ...changes }: UpdateTag,
): Promise<UpdateTagOutcome> {
  if (!canEditAll(person)) throw new QuoinError("not_allowed");
  return db.transaction(async (tx) => {
    if (!canEditAll(await requirePresent(tx, person))) throw new QuoinError("not_allowed");
    const [tag] = await tx.select(view).from(tags).where(eq(tags.slug, slug)).for("update");
    if (!tag) throw new QuoinError("tag_not_found");
    if (tag.name !== seen.name || tag.description !== seen.description) {
      return { outcome: "conflict", theirs: tag };
    }
    const { name = tag.name } = changes;
    if (name !== tag.name && (await isTaken(tx, slug, name)))
      throw new QuoinError("tag_name_taken");
    const changed = { ...tag, ...changes };
    await tx.update(tags).set(changed).where(eq(tags.slug, slug));
    await publicChanged(tx);
    return { outcome: "saved", tag: changed };
  });
}

/** True when writers who type that name mean another tag by it. */
async function isTaken(tx: Tx, slug: string, name: string): Promise<boolean> {
  const isMeant = or(eq(tags.slug, slugOf(name)), sql`lower(${tags.name}) = lower(${name})`);
  const [other] = await tx
    .select({ id: tags.id })
    .from(tags)
    .where(and(ne(tags.slug, slug), isMeant))
    .limit(1);
  return other !== undefined;
}
