import type { Db } from "@quoin/drivers";
import type { PostPage, PostQuery } from "@quoin/model";
import { and, desc, eq, sql } from "drizzle-orm";

import { pageFrom, readCursor } from "../../cursor.ts";
import { people } from "../../people/person.table.ts";
import { prepared } from "../../prepared.ts";
import type { Needs } from "../../services.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { postTags } from "../tables/tag.table.ts";
import { itemColumns, itemsOf } from "./item.ts";

const place = sql`(${sql.placeholder("at")}::timestamptz, ${sql.placeholder("id")}::uuid)`;
const author = sql.placeholder("author");
const ifFeatured = sql`(${posts.featured} OR NOT ${sql.placeholder("featured")}::boolean)`;
const isPost = and(isPublic, eq(posts.kind, "post"));

/** The lists of public posts, each read backwards from its own index. */
export const postLists = {
  all: (db: Db) => newestFirst(db).where(and(isPost, beforePlace)),

  featured: (db: Db) => newestFirst(db).where(and(isPost, posts.featured, beforePlace)),

  byAuthor: (db: Db) =>
    newestFirst(db).where(
      and(
        isPost,
        ifFeatured,
        beforePlace,
        sql`${posts.authorId} = (SELECT id FROM people WHERE handle = ${author})`,
      ),
    ),

  byTag: (db: Db) =>
    db
      .select(itemColumns)
      .from(postTags)
      .innerJoin(posts, eq(posts.id, postTags.postId))
      .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
      .innerJoin(people, eq(people.id, posts.authorId))
      .where(
        and(
          isPost,
          ifFeatured,
          sql`${postTags.tagId} = (SELECT id FROM tags WHERE slug = ${sql.placeholder("tag")})`,
          sql`(${postTags.publishedAt}, ${postTags.postId}) < ${place}`,
          sql`(${author}::text IS NULL OR ${people.handle} = ${author})`,
        ),
      )
      .orderBy(desc(postTags.publishedAt), desc(postTags.postId))
      .limit(sql.placeholder("limit")),
};

const beforePlace = sql`(${posts.publishedAt}, ${posts.id}) < ${place}`;

const newestFirst = (db: Db) =>
  db
    .select(itemColumns)
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .innerJoin(people, eq(people.id, posts.authorId))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(sql.placeholder("limit"))
    .$dynamic();

const all = prepared((db) => postLists.all(db).prepare("post_list"));
const featuredOnly = prepared((db) => postLists.featured(db).prepare("post_list_featured"));
const byAuthor = prepared((db) => postLists.byAuthor(db).prepare("post_list_author"));
const byTag = prepared((db) => postLists.byTag(db).prepare("post_list_tag"));

/** Public posts, newest first; of a tag, an author or the featured ones when asked. Nobody's: an empty page. */
export async function listPosts(
  needs: Needs<"db" | "site">,
  { cursor, limit, tag, author: handle, featured }: PostQuery,
): Promise<PostPage> {
  const query =
    tag !== undefined ? byTag : handle !== undefined ? byAuthor : featured ? featuredOnly : all;
  const asked = { tag, author: handle ?? null, featured: featured ?? false };
  const from = { ...readCursor(cursor), limit: limit + 1, ...asked };
  const rows = await query(needs.db).execute(from);
  const { items, nextCursor } = pageFrom(
    rows,
    limit,
    (row) => ({ at: row.publishedAt, id: row.id }),
    (row) => row,
  );
  return { items: await itemsOf(needs, items), nextCursor };
}
