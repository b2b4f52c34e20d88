import type { Db } from "@quoin/drivers";
import {
  cutAt,
  type Person,
  type PostId,
  QuoinError,
  type RenameRevision,
  type RevisionItem,
  type RevisionNamed,
  type RevisionPage,
  type RevisionRef,
  type RevisionView,
} from "@quoin/model";
import { and, desc, eq, lt, sql } from "drizzle-orm";

import { notACursor } from "../../cursor.ts";
import { people } from "../../people/person.table.ts";
import { firstTogether } from "../../read-together.ts";
import type { Needs } from "../../services.ts";
import { drafts } from "../tables/draft.table.ts";
import { posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { sameTextSql, textIn } from "../tables/text-columns.ts";
import { lockDraft, requireRight } from "../writing/find-draft.ts";
import { countWords } from "./count-words.ts";

/** So much of a body shows how it begins. */
const openingLength = 140;

const columns = {
  number: revisions.number,
  reason: revisions.reason,
  name: revisions.name,
  createdAt: revisions.createdAt,
  publishedAt: revisions.publishedAt,
  publishAt: sql<string | null>`CASE ${posts.scheduledRevisionId}
    WHEN ${revisions.id} THEN ${posts.publishAt} END`.mapWith({
    mapFromDriverValue: (value: string | Date | null) => value && new Date(value).toISOString(),
  }),
  by: { handle: people.handle, name: people.name },
  isLive: sql<boolean>`${posts.trashedAt} IS NULL
    AND ${posts.publishedRevisionId} IS NOT DISTINCT FROM ${revisions.id}`,
};

/** Kept texts of one post before a number, newest first. `revisions_number` serves it. */
export const revisionsBefore = (
  db: Db,
  { id, before, limit }: { id: PostId; before: number; limit: number },
) =>
  db
    .select({
      ...columns,
      isDraft: sameTextSql(revisions, drafts),
      title: revisions.title,
      body: revisions.body,
    })
    .from(revisions)
    .innerJoin(posts, eq(posts.id, revisions.postId))
    .innerJoin(drafts, eq(drafts.postId, revisions.postId))
    .innerJoin(people, eq(people.id, revisions.authorId))
    .where(and(eq(revisions.postId, id), lt(revisions.number, before)))
    .orderBy(desc(revisions.number))
    .limit(limit);

/** How long they are, which their rows say without reading them. */
const sizesBefore = (
  db: Db,
  { id, before, limit }: { id: PostId; before: number; limit: number },
) =>
  db
    .select({ bytes: sql<number>`octet_length(${revisions.body})` })
    .from(revisions)
    .where(and(eq(revisions.postId, id), lt(revisions.number, before)))
    .orderBy(desc(revisions.number))
    .limit(limit);

/**
 * What was kept of a post, newest first; fewer than asked for where they are long.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `input_invalid` for a cursor that is none
 */
export async function listRevisions(
  { db }: Needs<"db">,
  person: Person,
  { id, cursor, limit }: { id: PostId; cursor?: string | undefined; limit: number },
): Promise<RevisionPage> {
  const before = numberIn(cursor);
  await checkPost(db, person, id);
  const sizes = await sizesBefore(db, { id, before, limit: limit + 1 });
  const count = firstTogether(sizes.slice(0, limit));
  const items = (await revisionsBefore(db, { id, before, limit: count })).map(itemOf);
  const last = sizes.length > count ? items.at(-1) : undefined;
  return { items, nextCursor: last ? String(last.number) : null };
}

/**
 * A kept text, whole.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `revision_not_found`
 */
export async function readRevision(
  { db }: Needs<"db">,
  person: Person,
  { id, revision }: RevisionRef,
): Promise<RevisionView> {
  await checkPost(db, person, id);
  const [row] = await db
    .select({
      ...columns,
      text: textIn(revisions),
    })
    .from(revisions)
    .innerJoin(posts, eq(posts.id, revisions.postId))
    .innerJoin(people, eq(people.id, revisions.authorId))
    .where(and(eq(revisions.postId, id), eq(revisions.number, revision)));
  if (!row) throw new QuoinError("revision_not_found");
  return row;
}

/**
 * Gives a kept text another name. Safe to repeat.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `revision_not_found`
 */
export async function renameRevision(
  { db }: Needs<"db">,
  person: Person,
  { id, revision, name }: RenameRevision,
): Promise<RevisionNamed> {
  return db.transaction(async (tx) => {
    await lockDraft(tx, person, { id, may: "edit" });
    const renamed = await tx
      .update(revisions)
      .set({ name })
      .where(and(eq(revisions.postId, id), eq(revisions.number, revision)))
      .returning({ number: revisions.number });
    if (renamed.length === 0) throw new QuoinError("revision_not_found");
    return { id, revision, name };
  });
}

async function checkPost(db: Db, person: Person, id: PostId): Promise<void> {
  const [row] = await db.select({ post: posts }).from(posts).where(eq(posts.id, id));
  requireRight("edit", person, row);
}

/** A number larger than any stands before the newest. */
const beyond = 2_147_483_647;

function numberIn(cursor: string | undefined): number {
  if (cursor === undefined) return beyond;
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  throw notACursor();
}

function itemOf<Row extends { body: string }>({
  body,
  ...row
}: Row): Omit<Row, "body"> & Pick<RevisionItem, "firstWords" | "words"> {
  return { ...row, firstWords: openingOf(body), words: countWords(body) };
}

function openingOf(body: string): string {
  const line = cutAt(body, openingLength * 2)
    .replace(/\s+/gu, " ")
    .trim();
  if (line.length <= openingLength) return line;
  const cut = Math.max(line.lastIndexOf(" ", openingLength), openingLength / 2);
  return `${cutAt(line, cut)} …`;
}
