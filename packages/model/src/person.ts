import { z } from "zod";

import { MediaId, PersonId } from "./id.ts";
import { Moment, pageOf } from "./keyset.ts";
import { maxLengths } from "./limits.ts";
import { Picture } from "./media.ts";
import { Text } from "./text.ts";

/** From most to least. */
export const roles = ["owner", "editor", "writer", "reader"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** What people may be given. A site has one owner, who can only hand it on. */
export const grantedRoles = ["editor", "writer", "reader"] as const;
export const GrantedRole = z.enum(grantedRoles);
export type GrantedRole = z.infer<typeof GrantedRole>;

export const PersonStatus = z.enum(["active", "disabled"]);
export type PersonStatus = z.infer<typeof PersonStatus>;

/** A name in an address: `/author/mara`. */
export const Handle = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(maxLengths.handle);

/** Who is acting, as every rule sees them. */
export interface Person {
  id: PersonId;
  handle: string;
  name: string;
  role: Role;
}

/** A person as anyone may see them. */
export const Byline = z.object({ handle: z.string(), name: z.string() });
export type Byline = z.infer<typeof Byline>;

export const PersonView = Byline.extend({
  bio: z.string(),
  /** What they look like, when they show it. */
  picture: Picture.nullable(),
});
export type PersonView = z.infer<typeof PersonView>;
export const PersonAddress = z.object({ handle: Text.min(1).max(100) });

/** A person as only they see themselves. */
export const Me = Byline.extend({
  bio: z.string(),
  id: PersonId,
  email: z.string(),
  role: Role,
  /** Their picture, in the library. */
  avatar: MediaId.nullable(),
});
export type Me = z.infer<typeof Me>;

/** What people may change about themselves. Absent fields stay as they are. */
export const UpdateMe = z.object({
  name: Text.trim().min(1).max(maxLengths.personName).optional(),
  handle: Handle.optional(),
  bio: Text.trim().max(maxLengths.bio).optional(),
  avatar: MediaId.nullable().optional(),
});
export type UpdateMe = z.infer<typeof UpdateMe>;

/** Somebody in the list of people. */
export const PersonItem = Byline.extend({
  id: PersonId,
  role: Role,
  /** Only the owner sees these two; null for everybody else. Empty: no address is known just now. */
  email: z.string().nullable(),
  status: PersonStatus.nullable(),
  joinedAt: Moment,
});
export type PersonItem = z.infer<typeof PersonItem>;
export const PersonPage = pageOf(PersonItem);
export type PersonPage = z.infer<typeof PersonPage>;

export const PersonRef = z.object({ id: PersonId });
export type PersonRef = z.infer<typeof PersonRef>;

export const SetRole = PersonRef.extend({ role: GrantedRole });
export type SetRole = z.infer<typeof SetRole>;

/** What becomes of my posts when I go: the trash, in the owner's keeping, or somebody's. */
export const DeleteMe = z.discriminatedUnion("posts", [
  z.object({ posts: z.literal("trash") }),
  z.object({ posts: z.literal("give"), to: PersonId }),
]);
export type DeleteMe = z.infer<typeof DeleteMe>;

/** What is left to say once it is done. */
export const Done = z.object({ outcome: z.literal("done") });
export type Done = z.infer<typeof Done>;
