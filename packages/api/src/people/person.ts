import {
  cast,
  type Me,
  type Person,
  type PersonId,
  type PersonView,
  QuoinError,
  type UpdateMe,
} from "@quoin/model";
import { and, eq, exists, ne, or, sql } from "drizzle-orm";

import { whenDuplicate } from "../duplicate.ts";
import { newId } from "../new-id.ts";
import { isPublic, posts } from "../posts/post.table.ts";
import { prepared } from "../prepared.ts";
import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";
import { people } from "./person.table.ts";

const view = { handle: people.handle, name: people.name, bio: people.bio };
/** What people see of themselves. */
export const me = { ...view, id: people.id, email: people.email, role: people.role };

const authorByHandle = prepared((db) => {
  const published = db
    .select()
    .from(posts)
    .where(and(eq(posts.authorId, people.id), isPublic));
  return db
    .select(view)
    .from(people)
    .where(
      and(
        eq(people.handle, sql.placeholder("handle")),
        // Whoever only reads is nobody's business.
        or(ne(people.role, "reader"), exists(published)),
      ),
    )
    .prepare("author_by_handle");
});

/**
 * Somebody who writes here, as everyone may see them.
 *
 * @throws QuoinError `person_not_found`
 */
export async function readAuthor({ db }: Needs<"db">, handle: string): Promise<PersonView> {
  const [author] = await authorByHandle(db).execute({ handle });
  if (!author) throw new QuoinError("person_not_found");
  return author;
}

/**
 * Changes what somebody shows of themselves.
 *
 * @throws QuoinError `handle_taken`
 */
export async function updateMe(
  { db }: Needs<"db">,
  person: Pick<Person, "id">,
  changes: UpdateMe,
): Promise<Me> {
  return db.transaction(async (tx) => {
    const mine = eq(people.id, person.id);
    // `id` is set to itself so that changing nothing is a statement too.
    const update = tx.update(people).set({ id: person.id, ...changes });
    const changed = whenDuplicate(
      "people_handle",
      "handle_taken",
      update.where(mine).returning(me),
    );
    const [row] = await changed;
    if (!row) throw new QuoinError("person_not_found");
    await publicChanged(tx);
    return row;
  });
}

/** Makes sure that the cast of the local provider is there; whoever is there already stays as is. */
export async function ensureCast({ db, now }: Needs<"db" | "now">): Promise<void> {
  const createdAt = now();
  const rows = Object.values(cast).map(({ handle, name, email, role, bio }) => {
    const id: PersonId = newId();
    return { id, handle, name, email, emailNorm: email, role, bio, createdAt };
  });
  await db.insert(people).values(rows).onConflictDoNothing();
}
