import type { MediaId, PersonId } from "@quoin/model";
import { roles } from "@quoin/model";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { instant } from "../columns.ts";
import { media } from "../media/media.table.ts";

/** One row per person, however they sign in. */
export const people = pgTable(
  "people",
  {
    id: uuid("id").$type<PersonId>().primaryKey(),
    handle: text("handle").notNull().unique("people_handle"),
    name: text("name").notNull(),
    /** As the provider or an owner spelt it; shown to nobody else. */
    email: text("email").notNull(),
    /** The one form addresses are compared in. */
    emailNorm: text("email_norm").notNull().unique("people_email_norm"),
    bio: text("bio").notNull().default(""),
    /** Their picture, from the library. */
    avatarId: uuid("avatar_id")
      .$type<MediaId>()
      .references((): AnyPgColumn => media.id, { onDelete: "set null" }),
    role: text("role", { enum: roles }).notNull(),
    status: text("status", { enum: ["active", "disabled"] })
      .notNull()
      .default("active"),
    /** Copied into every session; raising it ends them all at their next request. */
    authVersion: integer("auth_version").notNull().default(1),
    /** The one session that went on when its person ended all others, though it is of a version before. */
    keptSid: text("kept_sid"),
    createdAt: instant("created_at").notNull(),
  },
  (person) => [
    // One owner, whoever races for it, and never one who is switched off.
    uniqueIndex("people_owner")
      .on(person.role)
      .where(sql`${person.role} = 'owner'`),
    check("people_owner_active", sql`${person.role} <> 'owner' OR ${person.status} = 'active'`),
    index("people_joined").on(person.createdAt, person.id),
  ],
);

/** The sign-ins bound to a person: one per provider. */
export const identities = pgTable(
  "identities",
  {
    provider: text("provider").notNull(),
    /** The provider's own name for them (`sub`); addresses may change, this does not. */
    subject: text("subject").notNull(),
    personId: uuid("person_id")
      .$type<PersonId>()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    /** What the provider said at the last sign-in. */
    email: text("email").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (identity) => [
    primaryKey({ name: "identities_subject", columns: [identity.provider, identity.subject] }),
    unique("identities_person").on(identity.personId, identity.provider),
  ],
);
