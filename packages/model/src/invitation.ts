import { z } from "zod";

import { InvitationId } from "./id.ts";
import { Moment, pageOf } from "./keyset.ts";
import { maxLengths } from "./limits.ts";
import { Byline, GrantedRole } from "./person.ts";
import { Text } from "./text.ts";

export const CreateInvitation = z.object({
  email: Text.trim().min(3).max(maxLengths.email),
  role: GrantedRole,
});
export type CreateInvitation = z.infer<typeof CreateInvitation>;

export const InvitationState = z.enum(["open", "expired"]);

/** An invitation nobody has used yet. */
export const InvitationItem = z.object({
  id: InvitationId,
  email: z.string(),
  role: GrantedRole,
  state: InvitationState,
  /** Null when they have left. */
  invitedBy: Byline.nullable(),
  createdAt: Moment,
  expiresAt: Moment,
});
export type InvitationItem = z.infer<typeof InvitationItem>;

export const InvitationPage = pageOf(InvitationItem).extend({
  /** False where the site's settings take no invitations. */
  areOn: z.boolean(),
});
export type InvitationPage = z.infer<typeof InvitationPage>;

/** A new invitation. The link is shown this once: only its hash is kept. */
export const NewInvitation = z.object({
  id: InvitationId,
  url: z.string(),
  expiresAt: Moment,
});
export type NewInvitation = z.infer<typeof NewInvitation>;

export const InvitationRef = z.object({ id: InvitationId });
export type InvitationRef = z.infer<typeof InvitationRef>;
