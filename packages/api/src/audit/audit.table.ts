import { type AuditEventId, auditActions, type InvitationId, type PersonId } from "@quoin/model";
import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../columns.ts";

/** What happened to people and their rights. Rows are added and, a year later, deleted; never changed. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: uuid("id").$type<AuditEventId>().primaryKey(),
    at: instant("at").notNull(),
    action: text("action", { enum: auditActions }).notNull(),
    // No foreign keys: what happened outlives whom it happened to.
    actorId: uuid("actor_id").$type<PersonId>(),
    targetId: uuid("target_id").$type<PersonId | InvitationId>(),
    /** Truncated. */
    address: text("address").notNull(),
    requestId: text("request_id").notNull(),
    /** Never secrets, and nobody's words. */
    details: jsonb("details").$type<Record<string, string>>().notNull(),
  },
  (event) => [
    index("audit_events_at").on(event.at, event.id),
    index("audit_events_actor").on(event.actorId, event.id),
  ],
);
