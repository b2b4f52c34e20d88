import { z } from "zod";

import { Moment } from "./keyset.ts";
import { Me } from "./person.ts";

/** Who is signed in, or null when nobody is. */
export const SessionView = z
  .object({
    person: Me,
    /** The session dies then unless it is used before; a use moves it, up to its absolute end. */
    expiresAt: Moment,
  })
  .nullable();
export type SessionView = z.infer<typeof SessionView>;
