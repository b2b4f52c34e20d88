import {
  canWrite,
  type CreateDraft,
  type DraftRef,
  type DraftText,
  type DraftView,
  type Person,
  type PostId,
  type Preview,
  type PreviewDraft,
  QuoinError,
  type SaveDraft,
  type SaveOutcome,
} from "@quoin/model";
import { and, eq, getTableColumns, gt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

import { whenAbsent } from "../../duplicate.ts";
import { mediaIdsIn } from "../../markdown/index.ts";
import { recordUses } from "../../media/index.ts";
import { newId } from "../../new-id.ts";
import { people } from "../../people/person.table.ts";
import type { Needs } from "../../services.ts";
import { asPublished } from "../previews/as-published.ts";
import { draftLinks } from "../tables/draft-link.table.ts";
import { drafts, textOf } from "../tables/draft.table.ts";
import { posts } from "../tables/post.table.ts";
import { keptColumns, revisions, withoutDerived } from "../tables/revision.table.ts";
import { lockDraft, mayEdit } from "./find-draft.ts";
import { scheduleOf, stateOf } from "./state.ts";

const scheduled = alias(revisions, "scheduled");
const author = { handle: people.handle, name: people.name };
const empty: DraftText = { title: "", excerpt: "", body: "", cover: null, tags: [], slug: null };
const coverKey = "drafts_cover_id_media_id_fk";

/** Begins a post or a page. @throws QuoinError `not_allowed`, `media_not_found` */
export async function createDraft(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { kind, ...words }: CreateDraft,
): Promise<DraftRef> {
  if (!canWrite(person)) throw new QuoinError("not_allowed");
  const id = newId<"Post">();
  const text = { ...empty, ...words };
  const shown = mediaIn(text);

  return db.transaction(async (tx) => {
    await tx.insert(posts).values({ id, kind, authorId: person.id });
    const draft = { ...columnsOf(text), postId: id, updatedAt: now() };
    await whenAbsent(coverKey, "media_not_found", tx.insert(drafts).values(draft));
    await recordUses(tx, id, shown);
    return { id, version: 1 };
  });
}

/** A draft as its writers see it. @throws QuoinError `post_not_found`, `not_allowed` */
export async function readDraft(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { id }: { id: PostId },
): Promise<DraftView> {
  const { expiresAt } = draftLinks;
  const [row] = await db
    .select({
      draft: drafts,
      post: posts,
      author,
      revision: keptColumns,
      scheduled: withoutDerived(getTableColumns(scheduled)),
      sharedUntil: expiresAt,
    })
    .from(drafts)
    .innerJoin(posts, eq(posts.id, drafts.postId))
    .innerJoin(people, eq(people.id, posts.authorId))
    .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .leftJoin(scheduled, eq(scheduled.id, posts.scheduledRevisionId))
    .leftJoin(draftLinks, and(eq(draftLinks.postId, posts.id), gt(expiresAt, now())))
    .where(eq(drafts.postId, id));
  const { draft, post, revision, author: byline, sharedUntil, ...found } = mayEdit(person, row);
  return {
    id,
    version: draft.version,
    kind: post.kind,
    featured: post.featured,
    canonicalUrl: post.canonicalUrl,
    state: stateOf(post, draft, revision),
    text: textOf(draft),
    author: byline,
    slug: post.slug,
    publishedAt: post.publishedAt,
    schedule: scheduleOf(post, draft, found.scheduled),
    missedAt: post.missedAt,
    updatedAt: draft.updatedAt,
    sharedUntil,
  };
}

/**
 * Keeps what was typed, if nobody has saved since the version the writer saw; else says what both
 * have and changes nothing. A trashed draft can be saved too: words are kept whatever happens.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `media_not_found`
 */
export async function saveDraft(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { id, version, ...words }: SaveDraft,
): Promise<SaveOutcome> {
  const shown = mediaIn(words);

  return db.transaction(async (tx) => {
    const { draft } = await lockDraft(tx, person, id);
    const theirs = textOf(draft);
    const yours = { ...theirs, ...words };
    if (draft.version !== version) {
      return { outcome: "conflict", version: draft.version, yours, theirs };
    }
    const next = { ...columnsOf(yours), version: version + 1, updatedAt: now() };
    const saved = tx.update(drafts).set(next).where(eq(drafts.postId, id));
    await whenAbsent(coverKey, "media_not_found", saved);
    await recordUses(tx, id, shown);
    return { outcome: "saved", version: next.version };
  });
}

/**
 * A text as it would look published. Keeps nothing.
 *
 * @throws QuoinError `not_allowed`, `text_too_costly`
 */
export async function previewDraft(
  needs: Needs<"db" | "site" | "renderer">,
  person: Person,
  text: PreviewDraft,
): Promise<Preview> {
  if (!canWrite(person)) throw new QuoinError("not_allowed");
  return asPublished(needs, text, person.id);
}

function columnsOf({ cover, ...text }: DraftText) {
  return { ...text, coverId: cover };
}

function mediaIn({ body = "", cover }: Partial<DraftText>) {
  return cover ? [...mediaIdsIn(body), cover] : mediaIdsIn(body);
}
