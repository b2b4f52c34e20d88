import { grantedRoles, type InvitationId, type PersonId } from "@quoin/model";
import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";

import { instant } from "../columns.ts";
import { people } from "../people/person.table.ts";

/** A promise of a role to whoever proves an address. Until then it is nobody: no person, no rights. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").$type<InvitationId>().primaryKey(),
    /** SHA-256 of the token in the link, which is shown once and kept nowhere. */
    tokenHash: text("token_hash").notNull().unique("invitations_token"),
    /** As the inviter spelt it, and in the form addresses are compared in. */
    email: text("email").notNull(),
    emailNorm: text("email_norm").notNull(),
    role: text("role", { enum: grantedRoles }).notNull(),
    invitedById: uuid("invited_by_id")
      .$type<PersonId>()
      .references((): AnyPgColumn => people.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (row) => [
    uniqueIndex("invitations_open")
      .on(row.emailNorm)
      .where(sql`${row.acceptedAt} IS NULL AND ${row.revokedAt} IS NULL`),
    index("invitations_unused")
      .on(row.createdAt, row.id)
      .where(sql`${row.acceptedAt} IS NULL AND ${row.revokedAt} IS NULL`),
  ],
);
