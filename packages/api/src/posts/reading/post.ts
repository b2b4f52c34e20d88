import { type MediaId, type PostView, QuoinError } from "@quoin/model";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";

import { picturesOf } from "../../media/index.ts";
import { people } from "../../people/person.table.ts";
import { prepared } from "../../prepared.ts";
import type { Needs } from "../../services.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { slugHistory } from "../tables/slug.table.ts";
import { itemColumns, itemsOf } from "./item.ts";

/** What a view of a whole post selects. */
const wholeColumns = {
  ...itemColumns,
  kind: posts.kind,
  standfirst: revisions.excerpt,
  html: revisions.html,
  headings: revisions.headings,
  canonicalUrl: posts.canonicalUrl,
  avatarId: people.avatarId,
};

const live = prepared((db) =>
  db
    .select(wholeColumns)
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .innerJoin(people, eq(people.id, posts.authorId))
    .where(and(eq(posts.slug, sql.placeholder("slug")), isPublic))
    .prepare("post_live"),
);

/** A feed holds twenty texts: of a longer one, in bytes of HTML, it tells where it is. */
const inFeed = 100_000;

const newest = prepared((db) =>
  db
    .select({
      ...wholeColumns,
      // How long a text is, its row says without reading it.
      html: sql<
        string | null
      >`CASE WHEN octet_length(${revisions.html}) <= ${sql.raw(String(inFeed))}
        THEN ${revisions.html} END`,
    })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .innerJoin(people, eq(people.id, posts.authorId))
    .where(and(isPublic, eq(posts.kind, "post")))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(sql.placeholder("limit"))
    .prepare("post_newest"),
);

const source = prepared((db) =>
  db
    .select({ body: revisions.body })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(and(eq(posts.slug, sql.placeholder("slug")), isPublic))
    .prepare("post_source"),
);

const former = prepared((db) =>
  db
    .select({
      slug: posts.slug,
      trashedAt: posts.trashedAt,
      publishedRevisionId: posts.publishedRevisionId,
    })
    .from(slugHistory)
    .innerJoin(posts, eq(posts.id, slugHistory.postId))
    // One that is only held for a schedule tells nobody that there is a draft.
    .where(and(eq(slugHistory.slug, sql.placeholder("slug")), isNotNull(slugHistory.createdAt)))
    .prepare("post_former"),
);

/** Whole posts as readers see them, with what their authors look like. */
async function withAuthors<Row extends Parameters<typeof itemsOf>[1][number]>(
  needs: Needs<"db" | "site">,
  rows: readonly (Row & { avatarId: MediaId | null })[],
) {
  const ids = rows.flatMap(({ avatarId }) => avatarId ?? []);
  const [items, pictures] = await Promise.all([itemsOf(needs, rows), picturesOf(needs, ids)]);
  return items.map(({ avatarId, ...post }) => {
    const picture = (avatarId && pictures.get(avatarId)) ?? null;
    return { ...post, author: { ...post.author, picture } };
  });
}

/** A post as a feed carries it; without HTML when that is too long for a feed. */
export type FeedPost = Omit<PostView, "html"> & { html: string | null };

/** The newest posts, whole but for long ones, for feeds. One query, however many. */
export async function newestPosts(
  needs: Needs<"db" | "site">,
  { limit }: { limit: number },
): Promise<FeedPost[]> {
  return withAuthors(needs, await newest(needs.db).execute({ limit }));
}

/** The Markdown of what is public at an address, byte for byte; null when nothing is. */
export async function readMarkdown({ db }: Needs<"db">, slug: string): Promise<string | null> {
  const [post] = await source(db).execute({ slug });
  return post?.body ?? null;
}

/** What an address leads to. `moved`: to another address of this site, for good. */
export type FoundPost =
  | { outcome: "found"; post: PostView }
  | { outcome: "moved"; slug: string }
  | { outcome: "gone" }
  | { outcome: "missing" };

/** Looks an address up: the post there now, or what has become of the one that was. */
export async function findPost(needs: Needs<"db" | "site">, slug: string): Promise<FoundPost> {
  const [post] = await withAuthors(needs, await live(needs.db).execute({ slug }));
  if (post) return { outcome: "found", post };
  const [was] = await former(needs.db).execute({ slug });
  if (!was) return { outcome: "missing" };
  if (was.trashedAt !== null) return { outcome: "gone" };
  if (was.publishedRevisionId === null || was.slug === null) return { outcome: "missing" };
  return { outcome: "moved", slug: was.slug };
}

/**
 * A public post or page, whole.
 *
 * @throws QuoinError `post_not_found`; its details name the slug of a post that has moved
 */
export async function readPost(
  needs: Needs<"db" | "site">,
  { slug }: { slug: string },
): Promise<PostView> {
  const found = await findPost(needs, slug);
  if (found.outcome === "found") return found.post;
  throw new QuoinError("post_not_found", found.outcome === "moved" ? { movedTo: found.slug } : {});
}
