import type { Tx } from "@quoin/drivers";
import { isReservedSlug, isSameText, type Person, type PostId, textOf } from "@quoin/model";
import { eq } from "drizzle-orm";

import { inWords } from "../constraints.ts";
import { recordUses } from "../media/index.ts";
import { newId } from "../new-id.ts";
import type { Made } from "../posts/publishing/derive.ts";
import { clearPostWords, derivePostWords, searchWords } from "../posts/search/post-words.ts";
import { drafts } from "../posts/tables/draft.table.ts";
import { posts, unscheduled } from "../posts/tables/post.table.ts";
import { clearPostTags, derivePostTags } from "../posts/tags/post-tags.ts";
import type { Draft, Post } from "../posts/writing/find-draft.ts";
import { mediaIn } from "../posts/writing/media-in.ts";
import { claimSlug, releaseHeld, takeSlug } from "../posts/writing/slug.ts";
import { publicChanged } from "../public-changed.ts";
import { openHistory } from "./imported-history.ts";
import type { IncomingPost } from "./incoming.ts";

interface Writing {
  /** The locked rows of the post that is there; undefined for a new one. */
  place: { post: Post; draft: Draft } | undefined;
  post: IncomingPost;
  author: Person;
  isAuthorStated: boolean;
  /** What readers need of the public texts. */
  made: { live: Made | null; scheduled: Made | null };
  at: string;
}

/** Makes the rows of a post say what was read. @throws QuoinError as `placePost` */
export async function writePost(
  tx: Tx,
  writing: Writing,
): Promise<{ id: PostId; lostAliases: string[] }> {
  const { place, post, author, isAuthorStated, made, at } = writing;
  const rows = place ?? (await makeRows(tx, post, author, at));
  const { post: row } = rows;
  const { id } = row;
  const { live, draft } = post;
  const authorId = isAuthorStated ? author.id : row.authorId;
  const wasPublished = post.publishedAt !== undefined || live !== null || row.slug !== null;
  const publishedAt = wasPublished ? (post.publishedAt ?? row.publishedAt ?? live?.at ?? at) : null;

  const { slug, scheduledSlug, lostAliases } = await takeAddresses(tx, rows, writing, wasPublished);
  const kept = await keepTexts(tx, rows, { ...writing, authorId, publishedAt });

  const text = {
    ...textOf(draft),
    slug: wasPublished ? post.nextSlug : post.slug,
    version: place ? rows.draft.version + 1 : rows.draft.version,
    baseRevisionId: kept.liveId ?? kept.draftId,
    updatedAt: draft.at ?? live?.at ?? at,
  };
  await inWords(tx.update(drafts).set(text).where(eq(drafts.postId, id)));
  await tx
    .update(posts)
    .set({
      kind: post.kind ?? row.kind,
      authorId,
      slug,
      publishedAt,
      publishedRevisionId: kept.liveId,
      ...unscheduled,
      // The sweep finds it: no job waits for what was brought here.
      ...(post.scheduled && {
        publishAt: post.scheduled.at,
        scheduledRevisionId: kept.scheduledId,
        scheduledSlug,
        scheduledById: authorId,
      }),
      trashedAt: post.trashedAt === undefined ? row.trashedAt : post.trashedAt,
      featured: post.featured ?? row.featured,
      canonicalUrl: post.canonicalUrl === undefined ? row.canonicalUrl : post.canonicalUrl,
    })
    .where(eq(posts.id, id));
  await deriveRows(tx, id, post, made.live, publishedAt);
  if (live || row.publishedRevisionId !== null || slug !== null) await publicChanged(tx);
  return { id, lostAliases };
}

interface Rows {
  post: Post;
  draft: Draft;
}

async function makeRows(tx: Tx, post: IncomingPost, author: Person, at: string): Promise<Rows> {
  const id = post.id ?? newId<"Post">();
  const [row] = await tx.insert(posts).values({ id, authorId: author.id }).returning();
  const [draft] = await tx.insert(drafts).values({ postId: id, updatedAt: at }).returning();
  if (!row || !draft) throw new Error("the rows of a new post were not there");
  return { post: row, draft };
}

/** Claims the address it has, those it had, and the one it waits for. */
async function takeAddresses(
  tx: Tx,
  { post: row, draft }: Rows,
  { post, at }: Writing,
  wasPublished: boolean,
) {
  const { scheduled } = post;
  // An address that is asked for, or a title to name it after.
  const asked = { ...draft, slug: post.slug, title: (post.live ?? post.draft).title };
  const slug = wasPublished ? await takeSlug(tx, row, asked, at) : null;
  const lostAliases = await claimAliases(tx, row.id, post.aliases, at);
  await releaseHeld(tx, row.id);
  if (scheduled === null) return { slug, scheduledSlug: null, lostAliases };
  const later = {
    ...draft,
    title: scheduled.title,
    slug: scheduled.slug ?? post.nextSlug ?? (slug === null ? post.slug : null),
  };
  return { slug, scheduledSlug: await takeSlug(tx, { ...row, slug }, later, null), lostAliases };
}

/** Makes former addresses lead here; those that are somebody else's, or Quoin's, are given back. */
async function claimAliases(tx: Tx, id: PostId, aliases: readonly string[], at: string) {
  const lost: string[] = [];
  for (const alias of aliases) {
    if (isReservedSlug(alias) || !(await claimSlug(tx, alias, id, at))) lost.push(alias);
  }
  return lost;
}

/** Keeps in the history what was overwritten, and every text that came. */
async function keepTexts(
  tx: Tx,
  { post: row, draft: before }: Rows,
  {
    place,
    post: { live, draft, scheduled },
    made,
    at,
    ...rest
  }: Writing & { authorId: Person["id"]; publishedAt: string | null },
) {
  const keep = await openHistory(tx, row.id, rest.authorId);
  if (place) await keep.overwritten(before, at);
  const liveSince = live?.at ?? (place ? at : (rest.publishedAt ?? at));
  const liveId =
    live && (await keep.live(live, row.publishedRevisionId, { made: made.live, at: liveSince }));
  const isLive = live !== null && isSameText(live, draft);
  const draftId = await keep.draft(draft, { isLive, at });
  const scheduledId = scheduled && (await keep.scheduled(scheduled, { made: made.scheduled, at }));
  return { liveId, draftId, scheduledId };
}

/** What is made of the texts for lists, search and the library. */
async function deriveRows(
  tx: Tx,
  id: PostId,
  { live, draft, scheduled }: IncomingPost,
  made: Made | null,
  publishedAt: string | null,
): Promise<void> {
  const shown = [live, draft, scheduled].flatMap((text) => (text === null ? [] : mediaIn(text)));
  await recordUses(tx, { postId: id, by: null }, shown);
  await clearPostTags(tx, id);
  await clearPostWords(tx, id);
  if (!live || !made || publishedAt === null) return;
  await derivePostTags(tx, id, live.tags, publishedAt);
  const words = searchWords({ ...live, vector: made.vector });
  await derivePostWords(tx, id, words, publishedAt);
}
