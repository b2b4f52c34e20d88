import { cutAt, type MediaId, type Picture, type PostItem, type Tag } from "@quoin/model";
import { sql } from "drizzle-orm";

import { picturesOf } from "../../media/index.ts";
import { people } from "../../people/person.table.ts";
import type { Needs } from "../../services.ts";
import { posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { postTags, tags } from "../tables/tag.table.ts";

/** An excerpt nobody wrote is the opening of the text: at most so many characters. */
const openingLength = 200;

/** What every view of a public post selects. `posts_public_has_address` says none of it is null. */
export const itemColumns = {
  id: posts.id,
  slug: sql<string>`${posts.slug}`,
  title: revisions.title,
  excerpt: revisions.excerpt,
  opening: sql<string>`CASE ${revisions.excerpt}
    WHEN '' THEN left(${revisions.plainText}, ${sql.raw(String(openingLength + 1))}) ELSE '' END`,
  author: { handle: people.handle, name: people.name },
  tags: sql<Tag[]>`(SELECT coalesce(json_agg(json_build_object(
    'slug', ${tags.slug}, 'name', ${tags.name}) ORDER BY ${tags.slug}), '[]')
    FROM ${postTags} JOIN ${tags} ON ${tags.id} = ${postTags.tagId}
    WHERE ${postTags.postId} = ${posts.id})`,
  coverId: revisions.cover,
  featured: posts.featured,
  readingSeconds: revisions.readingSeconds,
  publishedAt: sql<string>`${posts.publishedAt}`.mapWith(posts.publishedAt),
  /** When readers first saw these words: public ones always have it. */
  updatedAt: sql<string>`${revisions.publishedAt}`.mapWith(revisions.publishedAt),
};

interface ItemRow extends Omit<PostItem, "cover"> {
  opening: string;
  coverId: MediaId | null;
}

/** Rows as readers see them: one more query, however many covers there are. */
export async function itemsOf<Row extends ItemRow>(
  needs: Needs<"db" | "site">,
  rows: readonly Row[],
): Promise<(Omit<Row, "opening" | "coverId"> & { cover: Picture | null })[]> {
  const ids = rows.flatMap(({ coverId }) => coverId ?? []);
  const pictures = ids.length > 0 ? await picturesOf(needs, ids) : undefined;
  return rows.map(({ opening, coverId, ...row }) => ({
    ...row,
    excerpt: excerptOf(row.excerpt, opening),
    cover: (coverId && pictures?.get(coverId)) ?? null,
  }));
}

/** What lists say of a post: its writer's words, or the opening of its text in one line. */
export const excerptOf = (written: string, plainText: string): string =>
  written || cut(plainText.slice(0, openingLength + 1));

/**
 * Its sentences in one line: headings and items of lists end without a stop, and would run into
 * each other. A text that is too long ends after its last whole word.
 */
function cut(opening: string): string {
  const isCut = opening.length > openingLength;
  const blocks = opening.split("\n");
  const said = blocks.filter(
    (block, index) => /\p{P}\s*$/u.test(block) || (isCut && index === blocks.length - 1),
  );
  const text = (said.length > 0 ? said : blocks).join(" ").replace(/\s+/gu, " ").trim();
  if (!isCut) return text;
  const whole = cutAt(text, Math.max(text.lastIndexOf(" "), openingLength / 2));
  return `${whole.replace(/[\s.,;:–—-]+$/u, "")} …`;
}
