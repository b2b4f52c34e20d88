import { z } from "zod";

import { AuditEventId, PersonId } from "./id.ts";
import { Moment, pageOf } from "./keyset.ts";
import { Byline } from "./person.ts";

/** What the audit log keeps. Renaming one orphans the rows that hold it. */
export const auditActions = [
  "sign_in",
  "sign_in_failed",
  "sign_out",
  "session_doubled",
  "cross_site_refused",
  "sign_up",
  "identity_bound",
  "address_changed",
  "address_clash",
  "address_freed",
  "invitation_created",
  "invitation_accepted",
  "invitation_revoked",
  "role_changed",
  "person_disabled",
  "person_enabled",
  "ownership_claimed",
  "ownership_transferred",
  "data_exported",
  "account_deleted",
] as const;
export const AuditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof AuditAction>;

const Somebody = Byline.extend({ id: PersonId });

/** One thing that happened to people or their rights. */
export const AuditEvent = z.object({
  id: AuditEventId,
  at: Moment,
  action: AuditAction,
  /** Who did it; null for nobody we know, or somebody who has left since. */
  actor: Somebody.nullable(),
  /** Whom it was done to; null for nobody else. */
  target: Somebody.nullable(),
  /** Truncated: IPv4 to /24, IPv6 to /48. */
  address: z.string(),
  /** What finds the request in the log. */
  requestId: z.string(),
  details: z.record(z.string(), z.string()),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditPage = pageOf(AuditEvent);
export type AuditPage = z.infer<typeof AuditPage>;
