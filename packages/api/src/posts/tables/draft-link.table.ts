import type { PersonId, PostId } from "@quoin/model";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../../columns.ts";
import { people } from "../../people/person.table.ts";
import { posts } from "./post.table.ts";

/** The private address a draft can be read at without an account: at most one per post. */
export const draftLinks = pgTable("draft_links", {
  postId: uuid("post_id")
    .$type<PostId>()
    .primaryKey()
    .references(() => posts.id, { onDelete: "cascade" }),
  /** SHA-256 of the token in the address: the table does not hold what opens a draft. */
  tokenHash: text("token_hash").notNull().unique("draft_links_token"),
  createdById: uuid("created_by_id")
    .$type<PersonId>()
    .references(() => people.id, { onDelete: "set null" }),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
});
