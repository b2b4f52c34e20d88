import type { Db } from "@quoin/drivers";
import { type PostId, textOf } from "@quoin/model";
import { and, asc, eq, getTableColumns, gt, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

import { people } from "../people/person.table.ts";
import { drafts } from "../posts/tables/draft.table.ts";
import { posts } from "../posts/tables/post.table.ts";
import { revisions, withoutDerived } from "../posts/tables/revision.table.ts";
import { slugHistory } from "../posts/tables/slug.table.ts";
import { firstTogether } from "../read-together.ts";
import type { Needs } from "../services.ts";
import type { PortablePost } from "./portable.ts";

/** So many are looked ahead at; each may hold three texts of 1 MB. */
const pageSize = 100;

const live = alias(revisions, "live");
const scheduled = alias(revisions, "scheduled");
const kept = {
  live: withoutDerived(getTableColumns(live)),
  scheduled: withoutDerived(getTableColumns(scheduled)),
};

/** Every post and page there is, drafts and trash included, a few at a time, oldest first. */
export async function* takePosts({ db }: Needs<"db">): AsyncGenerator<PortablePost> {
  let after: PostId | undefined;
  for (;;) {
    const page = await sizesAfter(db, after);
    for (let rest = page; rest.length > 0;) {
      const ids = rest.slice(0, firstTogether(rest)).map(({ id }) => id);
      yield* await readPortable(db, inArray(posts.id, ids));
      rest = rest.slice(ids.length);
    }
    const last = page.at(-1);
    if (page.length < pageSize || !last) return;
    after = last.id;
  }
}

/** One post, or undefined. */
export async function takePost({ db }: Needs<"db">, id: PostId): Promise<PortablePost | undefined> {
  const [post] = await readPortable(db, eq(posts.id, id));
  return post;
}

/** How many `takePosts` gives. */
export const countPosts = ({ db }: Needs<"db">): Promise<number> => db.$count(posts);

/** How long the texts of posts are, which their rows say without reading them. */
const sizesAfter = (db: Db, after: PostId | undefined) =>
  db
    .select({
      id: posts.id,
      bytes: sql<number>`octet_length(${drafts.body}) + coalesce(octet_length(${live.body}), 0)
        + coalesce(octet_length(${scheduled.body}), 0)`,
    })
    .from(posts)
    .innerJoin(drafts, eq(drafts.postId, posts.id))
    .leftJoin(live, eq(live.id, posts.publishedRevisionId))
    .leftJoin(scheduled, eq(scheduled.id, posts.scheduledRevisionId))
    .where(after && gt(posts.id, after))
    .orderBy(asc(posts.id))
    .limit(pageSize);

async function readPortable(db: Db, where: SQL): Promise<PortablePost[]> {
  const rows = await db
    .select({ post: posts, draft: drafts, author: people.handle, ...kept })
    .from(posts)
    .innerJoin(drafts, eq(drafts.postId, posts.id))
    .innerJoin(people, eq(people.id, posts.authorId))
    .leftJoin(live, eq(live.id, posts.publishedRevisionId))
    .leftJoin(scheduled, eq(scheduled.id, posts.scheduledRevisionId))
    .where(where)
    .orderBy(asc(posts.id));
  const former = await slugsOf(
    db,
    rows.map(({ post }) => post.id),
  );
  return rows.map((row) => {
    const { id, kind, slug, publishedAt, trashedAt, featured, canonicalUrl } = row.post;
    const { publishAt, scheduledSlug } = row.post;
    return {
      id,
      kind,
      author: row.author,
      slug,
      aliases: (former.get(id) ?? []).filter((one) => one !== slug),
      publishedAt,
      trashedAt,
      featured,
      canonicalUrl,
      live: row.live && { ...textOf(row.live), at: row.live.publishedAt ?? row.live.createdAt },
      draft: { ...textOf(row.draft), slug: row.draft.slug, at: row.draft.updatedAt },
      scheduled:
        row.scheduled && publishAt !== null && scheduledSlug !== null
          ? { ...textOf(row.scheduled), at: publishAt, slug: scheduledSlug }
          : null,
    };
  });
}

async function slugsOf(db: Db, ids: readonly PostId[]): Promise<Map<PostId, string[]>> {
  const slugs = new Map<PostId, string[]>();
  if (ids.length === 0) return slugs;
  const rows = await db
    .select({ slug: slugHistory.slug, postId: slugHistory.postId })
    .from(slugHistory)
    // Not those that are only held for a schedule: they lead nowhere yet.
    .where(and(inArray(slugHistory.postId, [...ids]), isNotNull(slugHistory.createdAt)));
  for (const { slug, postId } of rows) slugs.set(postId, [...(slugs.get(postId) ?? []), slug]);
  for (const list of slugs.values()) list.sort(); // by code unit: the same on every machine
  return slugs;
}
