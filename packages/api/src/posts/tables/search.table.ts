import type { PostId } from "@quoin/model";
import { customType, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";

import { instant } from "../../columns.ts";
import { posts } from "./post.table.ts";

/** Text in the order of its bytes, so that an index finds the beginnings of words. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

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

/** The words of public titles, for addresses where nothing is: derived with `post_words`. */
export const titleWords = pgTable(
  "title_words",
  {
    word: bytewise("word").notNull(),
    postId: uuid("post_id")
      .$type<PostId>()
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
  },
  (row) => [
    primaryKey({ name: "title_words_pair", columns: [row.word, row.postId] }),
    index("title_words_post").on(row.postId),
  ],
);
