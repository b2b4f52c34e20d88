import type { Tx } from "@quoin/drivers";
import {
  isReservedSlug,
  type MediaId,
  type Person,
  type PostId,
  type RevisionId,
} from "@quoin/model";
import { desc, eq } from "drizzle-orm";

import { inWords } from "../constraints.ts";
import { mediaIdsIn } from "../markdown/index.ts";
import { recordUses } from "../media/index.ts";
import { newId } from "../new-id.ts";
import type { Derived } from "../posts/publishing/snapshot.ts";
import { clearPostWords, derivePostWords, searchWords } from "../posts/search/post-words.ts";
import { drafts } from "../posts/tables/draft.table.ts";
import { posts, unscheduled } from "../posts/tables/post.table.ts";
import { revisions } from "../posts/tables/revision.table.ts";
import { clearPostTags, derivePostTags } from "../posts/tags/post-tags.ts";
import type { Draft, Post } from "../posts/writing/find-draft.ts";
import { claimSlug, releaseHeld, takeSlug } from "../posts/writing/slug.ts";
import { sameWords } from "../posts/writing/state.ts";
import { publicChanged } from "../public-changed.ts";
import { coversOf, type IncomingPost } from "./incoming.ts";
import { isSameText, type PortableWords } from "./portable.ts";

/** The name of what an import brought, in a post's history: how the next one knows its own words. */
export const importedName = "Imported";

interface Writing {
  /** The locked rows of the post that is there; undefined for a new one. */
  place: { post: Post; draft: Draft } | undefined;
  post: IncomingPost;
  author: Person;
  isAuthorStated: boolean;
  /** What readers need of the public texts. */
  derived: { live: Derived | null; scheduled: Derived | null };
  at: string;
}

/** Makes the rows of a post say what was read. @throws QuoinError as `placePost` */
export async function writePost(
  tx: Tx,
  { place, post, author, isAuthorStated, derived, at }: Writing,
): Promise<{ id: PostId; lostAliases: string[] }> {
  const { post: row, draft } = place ?? (await makeRows(tx, post, author, at));
  const { id } = row;
  const authorId = isAuthorStated ? author.id : row.authorId;
  const { live, scheduled } = post;
  const wasPublished = post.publishedAt !== undefined || live !== null || row.slug !== null;

  const slug = wasPublished
    ? await takeSlug(tx, row, { ...draft, ...titleAndSlug(post) }, at)
    : null;
  const lostAliases = await claimAliases(tx, id, post.aliases, at);
  await releaseHeld(tx, id);
  const scheduledSlug =
    scheduled &&
    (await takeSlug(
      tx,
      { ...row, slug },
      {
        ...draft,
        title: scheduled.title,
        slug: scheduled.slug ?? post.nextSlug ?? (slug === null ? post.slug : null),
      },
      null,
    ));
  const keep = await openHistory(tx, id, authorId);
  if (place) await keep.overwritten(draft, at);
  const publishedAt = wasPublished ? (post.publishedAt ?? row.publishedAt ?? live?.at ?? at) : null;
  const liveId =
    live &&
    (await keep.live(live, row.publishedRevisionId, {
      derived: derived.live,
      at: live.at ?? (place ? at : (publishedAt ?? at)),
    }));
  const draftId = await keep.draft(post.draft, {
    isLive: live !== null && isSameText(live, post.draft),
    at,
  });
  const scheduledId =
    scheduled && (await keep.scheduled(scheduled, { derived: derived.scheduled, at }));

  const { title, excerpt, body, cover, tags } = post.draft;
  const words = {
    title,
    excerpt,
    body,
    coverId: cover,
    tags,
    slug: wasPublished ? post.nextSlug : post.slug,
    version: place ? draft.version + 1 : draft.version,
    baseRevisionId: liveId ?? draftId,
    updatedAt: post.draft.at ?? live?.at ?? at,
  };
  await inWords(tx.update(drafts).set(words).where(eq(drafts.postId, id)));
  await tx
    .update(posts)
    .set({
      kind: post.kind ?? row.kind,
      authorId,
      slug,
      publishedAt,
      publishedRevisionId: liveId,
      ...unscheduled,
      // The sweep finds it: no job waits for what was brought here.
      ...(scheduled && {
        publishAt: scheduled.at,
        scheduledRevisionId: scheduledId,
        scheduledSlug,
        scheduledById: authorId,
      }),
      trashedAt: post.trashedAt === undefined ? row.trashedAt : post.trashedAt,
      featured: post.featured ?? row.featured,
      canonicalUrl: post.canonicalUrl === undefined ? row.canonicalUrl : post.canonicalUrl,
    })
    .where(eq(posts.id, id));
  await recordUses(tx, { postId: id, by: null }, shownIn(post));
  await clearPostTags(tx, id);
  await clearPostWords(tx, id);
  if (live && derived.live && publishedAt !== null) {
    await derivePostTags(tx, id, live.tags, publishedAt);
    const found = searchWords({ ...live, plainText: derived.live.plainText });
    await derivePostWords(tx, id, found, publishedAt);
  }
  if (live || row.publishedRevisionId !== null || slug !== null) await publicChanged(tx);
  return { id, lostAliases };
}

/** What `takeSlug` goes by: an address that is asked for, or a title to name it after. */
const titleAndSlug = ({ slug, live, draft }: IncomingPost) => ({
  slug,
  title: (live ?? draft).title,
});

async function makeRows(tx: Tx, post: IncomingPost, author: Person, at: string) {
  const id = post.id ?? newId<"Post">();
  const [row] = await tx.insert(posts).values({ id, authorId: author.id }).returning();
  const [draft] = await tx.insert(drafts).values({ postId: id, updatedAt: at }).returning();
  if (!row || !draft) throw new Error("the rows of a new post were not there");
  return { post: row, draft };
}

/** Makes former addresses lead here; those that are somebody else's, or Quoin's, are given back. */
async function claimAliases(tx: Tx, id: PostId, aliases: readonly string[], at: string) {
  const lost: string[] = [];
  for (const alias of aliases) {
    if (isReservedSlug(alias) || !(await claimSlug(tx, alias, id, at))) lost.push(alias);
  }
  return lost;
}

const shownIn = (post: IncomingPost): MediaId[] => [
  ...[post.live, post.draft, post.scheduled].flatMap((words) => mediaIdsIn(words?.body ?? "")),
  ...coversOf(post),
];

const underived = { html: "", plainText: "", headings: [], readingSeconds: 0, rendererVersion: 0 };

interface Made {
  derived: Derived | null;
  at: string;
}

/** The revisions of a locked post, to which texts are added that they do not hold yet. */
async function openHistory(tx: Tx, postId: PostId, authorId: Person["id"]) {
  const [newest] = await tx
    .select()
    .from(revisions)
    .where(eq(revisions.postId, postId))
    .orderBy(desc(revisions.number))
    .limit(1);
  let last = newest;

  interface Facts {
    reason: "published" | "scheduled" | "named" | "restored";
    name: string | null;
    createdAt: string;
    publishedAt?: string;
  }

  async function add(
    words: PortableWords,
    facts: Facts,
    derived: Derived | null,
  ): Promise<RevisionId> {
    const { title, excerpt, body, cover, tags } = words;
    const [row] = await tx
      .insert(revisions)
      .values({
        ...(derived ?? underived),
        title,
        excerpt,
        body,
        coverId: cover,
        tags,
        ...facts,
        id: newId<"Revision">(),
        postId,
        number: (last?.number ?? 0) + 1,
        authorId,
      })
      .returning();
    if (!row) throw new Error("the new revision was not there");
    last = row;
    return row.id;
  }

  return {
    /** What stood in the draft, unless it is in the history already. */
    async overwritten(draft: Draft, at: string): Promise<void> {
      if (last && sameWords(draft, last)) return;
      const words = { ...draft, cover: draft.coverId };
      await add(words, { reason: "restored", name: null, createdAt: at }, null);
    },
    /** What readers are to see; the revision they see already when it says the same. */
    async live(words: PortableWords, liveId: RevisionId | null, { derived, at }: Made) {
      const [live] =
        liveId === null ? [] : await tx.select().from(revisions).where(eq(revisions.id, liveId));
      if (live && isSameText({ ...live, cover: live.coverId }, words)) return live.id;
      const facts = { name: importedName, createdAt: at, publishedAt: at };
      return add(words, { reason: "published", ...facts }, derived);
    },
    /** What the draft holds; nothing when that is what is live. */
    async draft(words: PortableWords, { isLive, at }: { isLive: boolean; at: string }) {
      const isKept =
        last?.name === importedName && isSameText({ ...last, cover: last.coverId }, words);
      if (isLive || isKept) return isLive ? null : (last?.id ?? null);
      return add(words, { reason: "named", name: importedName, createdAt: at }, null);
    },
    scheduled: (words: PortableWords, { derived, at }: Made) =>
      add(words, { reason: "scheduled", name: null, createdAt: at }, derived),
  };
}
