import {
  canWrite,
  type CreateDraft,
  draftTextOf,
  type DraftRef,
  type DraftText,
  type DraftView,
  emptyText,
  type MediaId,
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

import { readableBy, recordUses } from "../../media/index.ts";
import { newId } from "../../new-id.ts";
import { people } from "../../people/person.table.ts";
import { requirePresent } from "../../people/present.ts";
import type { Needs } from "../../services.ts";
import { asPublished } from "../previews/as-published.ts";
import { draftLinks } from "../tables/draft-link.table.ts";
import { drafts } from "../tables/draft.table.ts";
import { posts } from "../tables/post.table.ts";
import { keptColumns, revisions, withoutDerived } from "../tables/revision.table.ts";
import { lockDraft, requireRight } from "./find-draft.ts";
import { mediaIn } from "./media-in.ts";
import { scheduleOf, stateOf } from "./state.ts";

const scheduled = alias(revisions, "scheduled");
const author = { handle: people.handle, name: people.name };

/** Begins a post or a page. @throws QuoinError `not_allowed`, `media_not_found` */
export async function createDraft(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { kind, ...words }: CreateDraft,
): Promise<DraftRef> {
  if (!canWrite(person)) throw new QuoinError("not_allowed");
  const id = newId<"Post">();
  const text = { ...emptyText, ...words };
  const shown = mediaIn(text);

  return db.transaction(async (tx) => {
    if (!canWrite(await requirePresent(tx, person))) throw new QuoinError("not_allowed");
    await tx.insert(posts).values({ id, kind, authorId: person.id });
    await tx.insert(drafts).values({ ...text, postId: id, updatedAt: now() });
    const noted = await recordUses(tx, { postId: id, by: person }, shown);
    requireCover(text, noted);
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
  const {
    draft,
    post,
    revision,
    author: byline,
    sharedUntil,
    ...found
  } = requireRight("edit", person, row);
  return {
    id,
    version: draft.version,
    kind: post.kind,
    featured: post.featured,
    canonicalUrl: post.canonicalUrl,
    state: stateOf(post, draft, revision),
    text: draftTextOf(draft),
    author: byline,
    authorId: post.authorId,
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
    const { draft, post, actor } = await lockDraft(tx, person, { id, may: "edit" });
    const theirs = draftTextOf(draft);
    const yours = { ...theirs, ...words };
    if (draft.version !== version) {
      return { outcome: "conflict", version: draft.version, yours, theirs };
    }
    const next = { ...yours, version: version + 1, updatedAt: now() };
    await tx.update(drafts).set(next).where(eq(drafts.postId, id));
    requireCover(words, await recordUses(tx, { postId: id, by: actor }, shown));
    const saved = { outcome: "saved", version: next.version } as const;
    return post.trashedAt === null ? saved : { ...saved, isTrashed: true };
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
  return asPublished(needs, text, { of: person.id, among: readableBy(person) });
}

/** A cover that is not theirs to use is as one that is not there. */
function requireCover({ cover }: Partial<DraftText>, noted: ReadonlySet<MediaId>): void {
  if (cover && !noted.has(cover)) throw new QuoinError("media_not_found");
}
