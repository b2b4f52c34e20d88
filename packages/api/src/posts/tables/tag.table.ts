import type { PostId, TagId } from "@quoin/model";
import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../../columns.ts";
import { posts } from "./post.table.ts";

export const tags = pgTable("tags", {
  id: uuid("id").$type<TagId>().primaryKey(),
  slug: text("slug").notNull().unique("tags_slug"),
  /** As its first writer spelt it. */
  name: text("name").notNull(),
  /** What its page says of it; empty when nobody has said anything. */
  description: text("description").notNull().default(""),
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
    /** The post's own, which never changes: so that one index orders the list of a tag. */
    publishedAt: instant("published_at").notNull(),
  },
  (row) => [
    primaryKey({ name: "post_tags_pair", columns: [row.postId, row.tagId] }),
    index("post_tags_list").on(row.tagId, row.publishedAt, row.postId),
  ],
);
