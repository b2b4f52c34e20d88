import type { ErrorCode, MediaId, PersonId, QuoinError, UploadId } from "@quoin/model";
import { bigint, boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../columns.ts";
import { people } from "../people/person.table.ts";
import { media } from "./media.table.ts";

/** An upload from its announcement to its result. */
export const uploads = pgTable(
  "uploads",
  {
    id: uuid("id").$type<UploadId>().primaryKey(),
    ownerId: uuid("owner_id")
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    /** What was announced, and what must arrive. */
    type: text("type").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    sha256: text("sha256"),
    /** The store refuses other bytes than those, or they were hashed here on their way to it. */
    isProven: boolean("is_proven").notNull().default(false),
    /** `incoming/{uuid}`: where the client's URLs write. */
    incomingKey: text("incoming_key").notNull(),
    /** The store's own id of an upload in parts. */
    storeUploadId: text("store_upload_id"),
    partBytes: integer("part_bytes").notNull(),
    state: text("state", { enum: ["pending", "checking", "ready", "failed", "abandoned"] })
      .notNull()
      .default("pending"),
    /** Why it failed, so that asking again gives the same answer. */
    failCode: text("fail_code").$type<ErrorCode>(),
    failDetails: jsonb("fail_details").$type<QuoinError["details"]>(),
    /** One checker at a time; the claim of a dead one runs out. */
    claimedUntil: instant("claimed_until"),
    mediaId: uuid("media_id")
      .$type<MediaId>()
      .references(() => media.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (row) => [
    index("uploads_expiry").on(row.expiresAt),
    index("uploads_owner").on(row.ownerId, row.state),
  ],
);
