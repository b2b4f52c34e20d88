import type { Heading, PersonId, PostId, RevisionId } from "@quoin/model";
import { getTableColumns } from "drizzle-orm";
import { type AnyPgColumn, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";

import { instant } from "../../columns.ts";
import { people } from "../../people/person.table.ts";
import { posts } from "./post.table.ts";
import { textColumns } from "./text-columns.ts";

/**
 * A text as it was at one moment, word for word. It never changes; what is derived from it may be
 * made anew.
 */
export const revisions = pgTable(
  "revisions",
  {
    id: uuid("id").$type<RevisionId>().primaryKey(),
    postId: uuid("post_id")
      .$type<PostId>()
      .notNull()
      .references((): AnyPgColumn => posts.id, { onDelete: "cascade" }),
    /** 1, 2, 3 … within its post. */
    number: integer("number").notNull(),
    ...textColumns(),
    authorId: uuid("author_id")
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    /** Why it was kept. `restored`: it stood in the draft when an earlier one took its place. */
    reason: text("reason", { enum: ["published", "scheduled", "named", "restored"] }).notNull(),
    /** What its writer calls it, when they have given it a name. */
    name: text("name"),
    createdAt: instant("created_at").notNull(),
    /** When readers first saw it; null when they never did. */
    publishedAt: instant("published_at"),

    // Derived once, so that reading never parses Markdown.
    html: text("html").notNull(),
    plainText: text("plain_text").notNull(),
    headings: jsonb("headings").$type<Heading[]>().notNull(),
    readingSeconds: integer("reading_seconds").notNull(),
    /** Of the renderer that made the derived part. */
    rendererVersion: integer("renderer_version").notNull(),
  },
  (revision) => [unique("revisions_number").on(revision.postId, revision.number)],
);

interface Derived {
  html: unknown;
  plainText: unknown;
  headings: unknown;
  readingSeconds: unknown;
}

/** Columns of revisions but for what readers are given, which may be ten times as long as the words. */
export function withoutDerived<Columns extends Derived>(columns: Columns) {
  const { html: _html, plainText: _plainText, headings: _headings, ...others } = columns;
  const { readingSeconds: _readingSeconds, ...kept } = others;
  return kept;
}

/** What was kept, for a query of `revisions`. */
export const keptColumns = withoutDerived(getTableColumns(revisions));
