import type { PersonId, PostId, RevisionId } from "@quoin/model";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../../columns.ts";
import { people } from "../../people/person.table.ts";
import { revisions } from "./revision.table.ts";

/** One row per post or page. The words are in its draft and its revisions. */
export const posts = pgTable(
  "posts",
  {
    id: uuid("id").$type<PostId>().primaryKey(),
    kind: text("kind", { enum: ["post", "page"] })
      .notNull()
      .default("post"),
    authorId: uuid("author_id")
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    /** Null until first published. Earlier slugs redirect. */
    slug: text("slug").unique("posts_slug"),
    publishedRevisionId: uuid("published_revision_id")
      .$type<RevisionId>()
      .references((): AnyPgColumn => revisions.id),
    /** First publication, kept when unpublished: the order of lists and the identity in feeds. */
    publishedAt: instant("published_at"),
    /** When its scheduled revision goes live. This and the next three are all null, or none is. */
    publishAt: instant("publish_at"),
    /** What goes live then: the words as they were when it was scheduled. */
    scheduledRevisionId: uuid("scheduled_revision_id")
      .$type<RevisionId>()
      .references((): AnyPgColumn => revisions.id),
    /** Where it goes live: `slug_history` holds that address for it. */
    scheduledSlug: text("scheduled_slug"),
    /** Who scheduled it. It goes live only if they still may publish it. */
    scheduledById: uuid("scheduled_by_id")
      .$type<PersonId>()
      .references(() => people.id),
    /** When it was to go live and does not, because whoever had scheduled it no longer may. */
    missedAt: instant("missed_at"),
    trashedAt: instant("trashed_at"),
    featured: boolean("featured").notNull().default(false),
    canonicalUrl: text("canonical_url"),
  },
  (post) => [
    // Lists read it backwards; `.desc()` here would add NULLS LAST, which they cannot use.
    index("posts_public").on(post.publishedAt, post.id).where(isPublicSql(post)),
    index("posts_author").on(post.authorId, post.publishedAt, post.id).where(isPublicSql(post)),
    index("posts_featured")
      .on(post.publishedAt, post.id)
      .where(sql`${post.featured} AND ${isPublicSql(post)}`),
    index("posts_scheduled")
      .on(post.publishAt)
      .where(sql`${post.publishAt} IS NOT NULL`),
    // For the trash: a revision goes only where nothing points at it.
    index("posts_published_revision").on(post.publishedRevisionId),
    index("posts_scheduled_revision").on(post.scheduledRevisionId),
    index("posts_mine").on(post.authorId, post.id),
    index("posts_trashed")
      .on(post.trashedAt)
      .where(sql`${post.trashedAt} IS NOT NULL`),
    check(
      "posts_public_has_address",
      sql`${post.publishedRevisionId} IS NULL OR num_nulls(${post.slug}, ${post.publishedAt}) = 0`,
    ),
    check(
      "posts_schedule_is_whole",
      sql`num_nulls(${post.publishAt}, ${post.scheduledRevisionId}, ${post.scheduledSlug},
        ${post.scheduledById}) IN (0, 4)`,
    ),
  ],
);

/** What a post is set to when nothing of it is to go live any more. */
export const unscheduled = {
  publishAt: null,
  scheduledRevisionId: null,
  scheduledSlug: null,
  scheduledById: null,
  missedAt: null,
};

/** The one definition of public. `posts_public` and `posts_author` serve the lists that ask it. */
export const isPublic = sql`(${isPublicSql(posts)})`;

/** The same of a post that a query in SQL's own words calls something else. */
export const isPublicAs = (name: string): SQL =>
  isPublicSql({
    publishedRevisionId: sql.raw(`${name}.published_revision_id`),
    trashedAt: sql.raw(`${name}.trashed_at`),
  });

function isPublicSql(post: Record<"publishedRevisionId" | "trashedAt", SQLWrapper>): SQL {
  return sql`${post.publishedRevisionId} IS NOT NULL AND ${post.trashedAt} IS NULL`;
}

/** The same of a row. */
export const isPublicPost = (
  post: Pick<typeof posts.$inferSelect, "publishedRevisionId" | "trashedAt">,
): boolean => post.publishedRevisionId !== null && post.trashedAt === null;
