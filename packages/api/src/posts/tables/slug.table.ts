import type { PostId } from "@quoin/model";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../../columns.ts";
import { posts } from "./post.table.ts";

/**
 * Every address a post was ever published under, the present one included: earlier ones redirect,
 * and its primary key is what keeps an address from being given twice. An address that a schedule
 * holds is here too, and leads nowhere yet.
 */
export const slugHistory = pgTable(
  "slug_history",
  {
    slug: text("slug").primaryKey(),
    postId: uuid("post_id")
      .$type<PostId>()
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    /** When the post was first public there; null while a schedule only holds it. */
    createdAt: instant("created_at"),
  },
  (row) => [index("slug_history_post").on(row.postId)],
);
