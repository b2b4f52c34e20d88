import type { Db, Tx } from "@quoin/drivers";
import { isSameText, type Person, type PostId, type PostText, QuoinError } from "@quoin/model";
import { and, desc, eq, isNull } from "drizzle-orm";

import { derive } from "../posts/publishing/derive.ts";
import { drafts } from "../posts/tables/draft.table.ts";
import { posts } from "../posts/tables/post.table.ts";
import { keptColumns, revisions } from "../posts/tables/revision.table.ts";
import { slugHistory } from "../posts/tables/slug.table.ts";
import type { Needs } from "../services.ts";
import { importedName } from "./imported-history.ts";
import { hasOtherWords, type IncomingPost, otherFacts } from "./incoming.ts";
import { takePost } from "./take-posts.ts";
import { writePost } from "./write-post.ts";

export interface Placed {
  outcome: "made" | "updated" | "same" | "conflict";
  /** Of the post; of the one that is in the way. Absent for one that would only have been made. */
  id?: PostId;
  /** What is different here, for a conflict. */
  differs: string[];
  /** Former addresses that belong to other posts here. */
  lostAliases: string[];
}

interface Placing {
  post: IncomingPost;
  /** Who wrote it; whoever it is given to when the file does not say, or names nobody here. */
  author: Person;
  isAuthorStated: boolean;
  /** Puts what was read in the place of what was written here since. */
  overwrite: boolean;
  /** Says what would be done, and changes nothing. */
  dryRun: boolean;
  /** A post that would be gone by then. */
  without?: PostId | null;
}

/**
 * Makes a post what a file says, once: the same file again changes nothing. A post is found by its
 * id, else by its address. Words of the site are replaced when they are still those an earlier
 * import brought; otherwise, and when facts differ, that is a conflict, and only `overwrite` writes.
 * Overwritten words stay in the post's history.
 *
 * @throws QuoinError `title_missing`, `slug_taken`, `slug_reserved`, `media_not_found`,
 * `text_too_costly`
 */
export async function placePost(
  needs: Needs<"db" | "now" | "site" | "renderer">,
  { post, author, isAuthorStated, overwrite, dryRun, without = null }: Placing,
): Promise<Placed> {
  if (post.live && post.live.title.trim() === "") throw new QuoinError("title_missing");
  const { db } = needs;
  const id = await findPlace(db, post);
  const site = id === undefined || id === without ? undefined : await takePost(needs, id);
  const facts = site ? otherFacts(site, post, isAuthorStated ? author : undefined) : [];
  const isChanged = site !== undefined && hasOtherWords(site, post);
  const nothing = { lostAliases: [], differs: [] };
  if (site && !isChanged && facts.length === 0) return { outcome: "same", id: site.id, ...nothing };

  const mayWrite = !site || overwrite || (facts.length === 0 && (await isAsImported(db, site.id)));
  if (!mayWrite) {
    return {
      outcome: "conflict",
      id: site.id,
      ...nothing,
      differs: isChanged ? ["text", ...facts] : facts,
    };
  }
  const outcome = site ? "updated" : "made";
  if (dryRun) return { outcome, ...(site && { id: site.id }), ...nothing };

  // Slow, so it comes before the lock.
  const make = ({ body }: PostText) => derive(needs, { body, of: author.id });
  const live = post.live && (await make(post.live));
  const scheduled = post.scheduled && (await make(post.scheduled));
  return db.transaction(async (tx) => {
    const place = site && (await lockPlace(tx, site.id));
    if (place && !overwrite && !(await isAsImported(tx, place.post.id))) {
      return { outcome: "conflict", id: place.post.id, ...nothing, differs: ["text"] };
    }
    const at = needs.now();
    const made = { live, scheduled };
    const written = await writePost(tx, { place, post, author, isAuthorStated, made, at });
    return { outcome, differs: [], ...written };
  });
}

async function findPlace(db: Db, { id, slug }: IncomingPost): Promise<PostId | undefined> {
  const found = { id: posts.id };
  if (id !== undefined) {
    const [known] = await db.select(found).from(posts).where(eq(posts.id, id));
    if (known) return known.id;
  }
  if (slug === null) return undefined;
  const [named] = await db
    .select({ id: slugHistory.postId })
    .from(slugHistory)
    .where(eq(slugHistory.slug, slug));
  if (named) return named.id;
  const [wanting] = await db
    .select(found)
    .from(posts)
    .innerJoin(drafts, eq(drafts.postId, posts.id))
    .where(and(isNull(posts.slug), eq(drafts.slug, slug)))
    .limit(1);
  return wanting?.id;
}

async function lockPlace(tx: Tx, id: PostId) {
  const [place] = await tx
    .select({ draft: drafts, post: posts })
    .from(drafts)
    .innerJoin(posts, eq(posts.id, drafts.postId))
    .where(eq(drafts.postId, id))
    .for("update");
  if (!place) throw new QuoinError("post_not_found"); // deleted this moment
  return place;
}

/** True while the words of a post are those an import brought, in the draft and in public. */
async function isAsImported(db: Pick<Db, "select">, id: PostId): Promise<boolean> {
  const [place] = await db
    .select({ draft: drafts, live: revisions.name, liveId: posts.publishedRevisionId })
    .from(posts)
    .innerJoin(drafts, eq(drafts.postId, posts.id))
    .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(eq(posts.id, id));
  if (!place || (place.liveId !== null && place.live !== importedName)) return false;
  const [brought] = await db
    .select(keptColumns)
    .from(revisions)
    .where(and(eq(revisions.postId, id), eq(revisions.name, importedName)))
    .orderBy(desc(revisions.number))
    .limit(1);
  return brought !== undefined && isSameText(place.draft, brought);
}
