import type { PersonId } from "./id.ts";
import type { Person } from "./person.ts";

type Actor = Pick<Person, "id" | "role">;

/** Owners and editors edit any post, writers their own, readers none. */
export function canEdit(person: Actor, post: { authorId: PersonId }): boolean {
  return canEditAll(person) || (person.role === "writer" && person.id === post.authorId);
}

/** Owners and editors see and edit everybody's drafts. */
export const canEditAll = (person: Pick<Person, "role">): boolean =>
  person.role === "owner" || person.role === "editor";

/** Everyone but readers writes, and uploads what they write about. */
export const canWrite = (person: Pick<Person, "role">): boolean => person.role !== "reader";
