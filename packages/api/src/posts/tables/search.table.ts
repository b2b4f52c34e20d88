import type { PostId } from "@quoin/model";
import { customType, index, pgTable, uuid } from "drizzle-orm/pg-core";

import { instant } from "../../columns.ts";
import { posts } from "./post.table.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * The words of what is public, to be found by: derived from the published revision, as tags are. A
 * post in the trash keeps its row, and `isPublic` hides it.
 *
 * Of no language ("simple"): a site may be written in several, and a stemmer for one spoils others.
 */
export const postWords = pgTable(
  "post_words",
  {
    postId: uuid("post_id")
      .$type<PostId>()
      .primaryKey()
      .references(() => posts.id, { onDelete: "cascade" }),
    words: tsvector("words").notNull(),
    /** The post's own, which never changes. */
    publishedAt: instant("published_at").notNull(),
  },
  (row) => [index("post_words_found").using("gin", row.words)],
);
