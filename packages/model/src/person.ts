import { z } from "zod";

import { PersonId } from "./id.ts";
import { Text } from "./text.ts";

/** From most to least. */
export const roles = ["owner", "editor", "writer", "reader"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** A name in an address: `/author/mara`. */
export const Handle = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40);

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

export const PersonView = Byline.extend({ bio: z.string() });
export type PersonView = z.infer<typeof PersonView>;
export const PersonAddress = z.object({ handle: Text.min(1).max(100) });

/** A person as only they see themselves. */
export const Me = PersonView.extend({ id: PersonId, email: z.string(), role: Role });
export type Me = z.infer<typeof Me>;

/** What people may change about themselves. Absent fields stay as they are. */
export const UpdateMe = z.object({
  name: Text.trim().min(1).max(100).optional(),
  handle: Handle.optional(),
  bio: Text.trim().max(1000).optional(),
});
export type UpdateMe = z.infer<typeof UpdateMe>;
