import type { PostId } from "@quoin/model";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../columns.ts";
import { posts } from "./post.table.ts";

/**
 * Every address a post was ever published under, the present one included: earlier ones redirect,
 * and its primary key is what keeps an address from being given twice.
 */
export const slugHistory = pgTable(
  "slug_history",
  {
    slug: text("slug").primaryKey(),
    postId: uuid("post_id")
      .$type<PostId>()
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
  },
  (row) => [index("slug_history_post").on(row.postId)],
);
