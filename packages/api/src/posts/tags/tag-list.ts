import {
  canWrite,
  type Person,
  QuoinError,
  Slug,
  slugOf,
  type TagPage,
  type TagQuery,
} from "@quoin/model";
import { and, asc, gt, or, sql } from "drizzle-orm";

import { notACursor } from "../../cursor.ts";
import type { Needs } from "../../services.ts";
import { isPublicAs } from "../tables/post.table.ts";
import { postTags, tags } from "../tables/tag.table.ts";

// A page is in no list of a tag, and what is in the trash is in none at all.
const count = sql<number>`(SELECT count(*)::int FROM ${postTags} AS pair
  JOIN posts AS post ON post.id = pair.post_id
  WHERE pair.tag_id = ${tags}.id AND post.kind = 'post'
    AND ${isPublicAs("post")})`;

/**
 * The site's tags in the order of their addresses, or those of which a word begins as asked, for
 * whoever writes.
 *
 * @throws QuoinError `not_allowed`, `input_invalid` for a cursor that is none
 */
export async function listTags(
  { db }: Needs<"db">,
  person: Person,
  { begins, cursor, limit }: TagQuery,
): Promise<TagPage> {
  if (!canWrite(person)) throw new QuoinError("not_allowed");
  if (cursor !== undefined && !Slug.safeParse(cursor).success) throw notACursor();
  const rows = await db
    .select({ slug: tags.slug, name: tags.name, description: tags.description, count })
    .from(tags)
    .where(
      and(
        begins === undefined ? undefined : hasWord(begins),
        cursor === undefined ? undefined : gt(tags.slug, cursor),
      ),
    )
    .orderBy(asc(tags.slug))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.slug ?? null) : null };
}

/** In its address, where a slug means nothing to `LIKE`, or in the name it has got since. */
function hasWord(begins: string) {
  const [slug, typed] = [slugOf(begins), begins.trim()];
  const inName = sql`strpos(' ' || lower(${tags.name}), ' ' || lower(${typed})) > 0`;
  if (slug === "") return typed === "" ? undefined : inName;
  return or(inName, sql`'-' || ${tags.slug} LIKE ${`%-${slug}%`}`);
}
