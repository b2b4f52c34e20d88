import type { PersonId } from "./id.ts";
import { type GrantedRole, type Person, roles } from "./person.ts";

type Actor = Pick<Person, "id" | "role">;

/** Owners and editors edit any post, writers their own, readers none. */
export function canEdit(person: Actor, post: { authorId: PersonId }): boolean {
  return canEditAll(person) || (person.role === "writer" && person.id === post.authorId);
}

/** Whoever edits a post says what readers see of it. Asked by itself: a role may part the two. */
export const canPublish = (person: Actor, post: { authorId: PersonId }): boolean =>
  canEdit(person, post);

/** What somebody is about to do with a post: to its draft alone, or to what readers see. */
export const postRights = { edit: canEdit, publish: canPublish };
export type PostRight = keyof typeof postRights;

/** Owners and editors see and edit everybody's drafts. */
export const canEditAll = (person: Pick<Person, "role">): boolean =>
  person.role === "owner" || person.role === "editor";

/** Everyone but readers writes, and uploads what they write about. */
export const canWrite = (person: Pick<Person, "role">): boolean => person.role !== "reader";

/** Only the owner decides what others may do, and sees where they sign in. */
export const canRule = (person: Pick<Person, "role">): boolean => person.role === "owner";

/** Only the owner says what the site is called, looks like and promises. */
export const canGovernSite = (person: Pick<Person, "role">): boolean => person.role === "owner";

/** Owners and editors invite, to no role above their own. */
export const canInvite = (person: Pick<Person, "role">, role: GrantedRole): boolean =>
  canEditAll(person) && roles.indexOf(role) >= roles.indexOf(person.role);
