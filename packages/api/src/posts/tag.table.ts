import type { PostId, TagId } from "@quoin/model";
import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

import { posts } from "./post.table.ts";

export const tags = pgTable("tags", {
  id: uuid("id").$type<TagId>().primaryKey(),
  slug: text("slug").notNull().unique("tags_slug"),
  /** As its first writer spelt it. */
  name: text("name").notNull(),
});

/** The tags of what is public, derived from the published revision. */
export const postTags = pgTable(
  "post_tags",
  {
    postId: uuid("post_id")
      .$type<PostId>()
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    tagId: uuid("tag_id")
      .$type<TagId>()
      .notNull()
      .references(() => tags.id, { onDelete: "cascade" }),
  },
  (row) => [
    primaryKey({ name: "post_tags_pair", columns: [row.postId, row.tagId] }),
    index("post_tags_tag").on(row.tagId, row.postId),
  ],
);
