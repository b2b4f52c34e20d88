import type { Tag } from "@quoin/model";
import { and, desc, eq, sql } from "drizzle-orm";

import type { Needs } from "../../services.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { postTags, tags } from "../tables/tag.table.ts";

/** So many posts say what a site is about; a tag's whole history would cost more each year. */
const postsRead = 100;

/** What is written about these days: the tags of the newest posts, the most used first. */
export async function recentTags({ db }: Needs<"db">, limit: number): Promise<Tag[]> {
  const newest = db
    .select({ id: posts.id })
    .from(posts)
    .where(and(isPublic, eq(posts.kind, "post")))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(postsRead)
    .as("newest");
  return db
    .select({ slug: tags.slug, name: tags.name })
    .from(newest)
    .innerJoin(postTags, eq(postTags.postId, newest.id))
    .innerJoin(tags, eq(tags.id, postTags.tagId))
    .groupBy(tags.slug, tags.name)
    .orderBy(sql`count(*) DESC`, tags.slug)
    .limit(limit);
}
