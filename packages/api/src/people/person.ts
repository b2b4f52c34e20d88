import {
  canWrite,
  cast,
  type Me,
  type Person,
  type PersonId,
  type PersonView,
  QuoinError,
  type UpdateMe,
} from "@quoin/model";
import { and, eq, exists, ne, or, sql } from "drizzle-orm";

import { picturesOf, requirePicture } from "../media/index.ts";
import { newId } from "../new-id.ts";
import { isPublic, posts } from "../posts/tables/post.table.ts";
import { prepared } from "../prepared.ts";
import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";
import { lockPeople } from "./lock-people.ts";
import { people } from "./person.table.ts";

const view = { handle: people.handle, name: people.name, bio: people.bio };
/** What people see of themselves. */
export const me = {
  ...view,
  id: people.id,
  email: people.email,
  role: people.role,
  avatar: people.avatarId,
};

const authorByHandle = prepared((db) => {
  const published = db
    .select()
    .from(posts)
    .where(and(eq(posts.authorId, people.id), isPublic));
  return db
    .select({ ...view, avatarId: people.avatarId })
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
export async function readAuthor(needs: Needs<"db" | "site">, handle: string): Promise<PersonView> {
  const [row] = await authorByHandle(needs.db).execute({ handle });
  if (!row) throw new QuoinError("person_not_found");
  const { avatarId, ...author } = row;
  if (avatarId === null) return { ...author, picture: null };
  const pictures = await picturesOf(needs, [avatarId]);
  return { ...author, picture: pictures.get(avatarId) ?? null };
}

/**
 * Changes what somebody shows of themselves. A picture is for those whom readers see: who writes.
 *
 * @throws QuoinError `handle_taken`, `not_allowed`, `media_not_found`, `image_type_unsupported`
 */
export async function updateMe(
  { db }: Needs<"db">,
  person: Pick<Person, "id" | "role">,
  { avatar, ...words }: UpdateMe,
): Promise<Me> {
  const changes = avatar === undefined ? words : { ...words, avatarId: avatar };
  return db.transaction(async (tx) => {
    const mine = eq(people.id, person.id);
    const [present] = await lockPeople(tx, mine); // not shared: two who change it would deadlock
    if (present?.status !== "active") throw new QuoinError("session_expired");
    if (avatar) {
      if (!canWrite(present)) throw new QuoinError("not_allowed");
      await requirePicture(tx, present, avatar);
    }
    // `id` is set to itself so that changing nothing is a statement too.
    const update = tx.update(people).set({ id: person.id, ...changes });
    const [row] = await update.where(mine).returning(me);
    if (!row) throw new QuoinError("session_expired");
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
