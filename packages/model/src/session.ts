import { z } from "zod";

import { Moment } from "./keyset.ts";
import { Me } from "./person.ts";

/** Who is signed in, or null when nobody is. */
export const SessionView = z
  .object({
    person: Me,
    /** The session dies then unless it is used before; a use moves it, up to its absolute end. */
    expiresAt: Moment,
    /** They signed in within ten minutes: enough for what asks for a fresh sign-in. */
    isFresh: z.boolean(),
  })
  .nullable();
export type SessionView = z.infer<typeof SessionView>;

/** How somebody asks who they are. */
export const SessionAsk = z
  .object({
    /** Asked by a page on its own, and not a use: it does not keep the session alive. */
    passive: z.boolean().optional(),
  })
  .optional();

/** Names a session: the public half of its token. */
export const SessionId = z.object({ sid: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });

/** A place where somebody is signed in, as only they see it. */
export const Device = SessionId.extend({
  /** Browser family, such as "Firefox". */
  browser: z.string(),
  /** Operating system, such as "Linux". */
  system: z.string(),
  /** Truncated: IPv4 to /24, IPv6 to /48. */
  address: z.string(),
  signedInAt: Moment,
  /** To the minute. */
  lastActiveAt: Moment,
  isCurrent: z.boolean(),
});
export type Device = z.infer<typeof Device>;

/** All at once: nobody has more than 20. The newest first, and the one that asks before them. */
export const Devices = z.object({ items: z.array(Device) });

/** How many sessions ended. */
export const SessionsEnded = z.object({ ended: z.int() });
