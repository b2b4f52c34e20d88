import type { Db } from "@quoin/drivers";
import {
  canEditAll,
  type DraftPage,
  type DraftQuery,
  type Person,
  type PostState,
} from "@quoin/model";
import { and, desc, eq, gte, ilike, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

import { cursorOf, pageFrom, type Place, readCursor } from "../../cursor.ts";
import { people } from "../../people/person.table.ts";
import type { Needs } from "../../services.ts";
import { drafts } from "../tables/draft.table.ts";
import { isPublic, posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { sameTextSql } from "../tables/text-columns.ts";
import { compareLong, sameUnlessLong } from "./long-texts.ts";

/** So much of a text without a title stands for it. */
const openingLength = 120;

/** So many drafts one page looks at for what no index finds: its cost does not grow with the site. */
const lookedAt = 3000;

const scheduled = alias(revisions, "scheduled");

const isChanged = sql`(${drafts.slug} <> ${posts.slug} OR NOT (${sameTextSql(drafts, revisions)}))`;

// As `stateOf` and `scheduleOf` have it; null where two long bodies have to be read to know.
const state = sql<PostState | null>`CASE
  WHEN ${posts.trashedAt} IS NOT NULL THEN 'trashed'
  WHEN ${posts.publishedRevisionId} IS NULL THEN 'draft'
  WHEN ${drafts.slug} <> ${posts.slug} THEN 'changed'
  WHEN ${sameUnlessLong(revisions)} THEN 'live'
  WHEN NOT ${sameUnlessLong(revisions)} THEN 'changed' END`;
const isCurrent = sql<boolean | null>`CASE
  WHEN coalesce(${drafts.slug}, ${posts.slug}, ${posts.scheduledSlug}) <> ${posts.scheduledSlug}
  THEN false ELSE ${sameUnlessLong(scheduled)} END`;

const opening = sql<string>`CASE btrim(${drafts.title})
  WHEN '' THEN left(${drafts.body}, ${sql.raw(String(openingLength))}) ELSE '' END`;

const standing: Record<DraftQuery["state"], SQL | undefined> = {
  all: isNull(posts.trashedAt),
  draft: and(isNull(posts.trashedAt), isNull(posts.publishedRevisionId), isNull(posts.publishAt)),
  live: isPublic,
  // Words cannot differ that nobody has saved since: most posts need no look at their bodies.
  changed: and(isPublic, gte(drafts.updatedAt, revisions.createdAt), isChanged),
  scheduled: and(isNull(posts.trashedAt), isNotNull(posts.publishAt)),
  trashed: isNotNull(posts.trashedAt),
};

/** Drafts whose title holds a text, as it stands there but for capitals. */
const named = (text: string): SQL | undefined =>
  text === ""
    ? undefined
    : ilike(sql`${drafts.title} || ${opening}`, `%${text.replace(/[\\%_]/g, "\\$&")}%`);

/**
 * What a person writes or has written, newest change first; everybody's for those who may edit all.
 * A page of what has to be searched for may be short, or empty, and yet not the last.
 */
export async function listDrafts(
  { db }: Needs<"db">,
  person: Person,
  query: DraftQuery,
): Promise<DraftPage> {
  const isSearched = query.state === "changed" || Boolean(query.query);
  const end = isSearched ? await endOfLook(db, person, query) : undefined;
  const rows = await draftList(db, person, query, end);
  const isUnsure = (row: (typeof rows)[number]) =>
    row.state === null || (row.publishAt !== null && row.isCurrent === null);
  const compared = await compareLong(db, rows.slice(0, query.limit).filter(isUnsure));
  const page = pageFrom(
    rows,
    query.limit,
    (row) => ({ at: row.updatedAt, id: row.id }),
    ({ publishAt: at, scheduledSlug: slug, isCurrent: current, bytes: _bytes, ...item }) => {
      const { isLive, isScheduled } = compared.get(item.id) ?? {};
      return {
        ...item,
        state: item.state ?? (isLive ? ("live" as const) : ("changed" as const)),
        schedule:
          at === null || slug === null
            ? null
            : { at, slug, isCurrent: current ?? isScheduled ?? false },
      };
    },
  );
  return { ...page, nextCursor: page.nextCursor ?? (end ? cursorOf(end) : null) };
}

/** The query of a page, with one row more than it shows; nothing older than `end`. */
export function draftList(db: Db, person: Person, query: DraftQuery, end?: Place) {
  return db
    .select({
      id: posts.id,
      kind: posts.kind,
      state,
      title: drafts.title,
      excerpt: drafts.excerpt,
      opening,
      author: { handle: people.handle, name: people.name },
      authorId: posts.authorId,
      slug: posts.slug,
      publishedAt: posts.publishedAt,
      publishAt: posts.publishAt,
      scheduledSlug: posts.scheduledSlug,
      isCurrent,
      bytes: sql<number>`2 * octet_length(${drafts.body})`,
      missedAt: posts.missedAt,
      updatedAt: drafts.updatedAt,
    })
    .from(drafts)
    .innerJoin(posts, eq(posts.id, drafts.postId))
    .innerJoin(people, eq(people.id, posts.authorId))
    .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .leftJoin(scheduled, eq(scheduled.id, posts.scheduledRevisionId))
    .where(
      and(
        standing[query.state],
        named(query.query ?? ""),
        mine(person, query),
        before(readCursor(query.cursor)),
        end && sql`${place} >= (${end.at}::timestamptz, ${end.id}::uuid)`,
      ),
    )
    .orderBy(desc(drafts.updatedAt), desc(drafts.postId))
    .limit(query.limit + 1);
}

/** The last draft that one page looks at, where there are more than that. */
async function endOfLook(db: Db, person: Person, query: DraftQuery): Promise<Place | undefined> {
  const [end] = await db
    .select({ at: drafts.updatedAt, id: drafts.postId })
    .from(drafts)
    .innerJoin(posts, eq(posts.id, drafts.postId))
    .where(and(mine(person, query), before(readCursor(query.cursor))))
    .orderBy(desc(drafts.updatedAt), desc(drafts.postId))
    .offset(lookedAt - 1)
    .limit(1);
  return end;
}

const place = sql`(${drafts.updatedAt}, ${drafts.postId})`;

const before = ({ at, id }: Place): SQL => sql`${place} < (${at}::timestamptz, ${id}::uuid)`;

const mine = (person: Person, { whose }: DraftQuery): SQL | undefined =>
  whose === "all" && canEditAll(person) ? undefined : eq(posts.authorId, person.id);
