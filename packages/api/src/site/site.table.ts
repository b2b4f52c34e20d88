import type { PostId, SiteView } from "@quoin/model";
import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../columns.ts";

/** One row, made when the site first opens. */
export const settings = pgTable(
  "settings",
  {
    only: boolean("only").primaryKey().default(true),
    title: text("title").notNull(),
    description: text("description").notNull(),
    /** BCP 47. */
    language: text("language").notNull().default("en"),
    /** "#rrggbb", or null for Quoin's own. */
    accent: text("accent"),
    navigation: jsonb("navigation").$type<SiteView["navigation"]>().notNull().default([]),
    /** Markdown; null means the default text. */
    privacy: text("privacy"),
    terms: text("terms"),
    /** Raised by every change of the above; a change names the one it saw. */
    version: integer("version").notNull().default(1),
    /** The post a new site opens with, once it was made; kept when that post is deleted for good. */
    welcomePostId: uuid("welcome_post_id").$type<PostId>(),
    /** SHA-256 of the token that makes the first owner; null when none was made or it has done its work. */
    setupTokenHash: text("setup_token_hash"),
    createdAt: instant("created_at").notNull(),
  },
  (row) => [check("settings_only", sql`${row.only}`)],
);
