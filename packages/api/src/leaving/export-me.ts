import {
  AuditEventId,
  draftTextOf,
  type ExportPage,
  type Keyset,
  MediaId,
  type Person,
  type PersonId,
  PostId,
  QuoinError,
  RevisionId,
} from "@quoin/model";
import { and, asc, eq, gt, lte } from "drizzle-orm";

import { auditEvents } from "../audit/audit.table.ts";
import { recordEvent, type Traced } from "../audit/record.ts";
import { notACursor } from "../cursor.ts";
import { media } from "../media/media.table.ts";
import { identities, people } from "../people/person.table.ts";
import { me } from "../people/person.ts";
import { drafts } from "../posts/tables/draft.table.ts";
import { posts } from "../posts/tables/post.table.ts";
import { revisions } from "../posts/tables/revision.table.ts";
import { textIn } from "../posts/tables/text-columns.ts";
import type { Needs } from "../services.ts";
import { endOfTexts } from "./end-of-texts.ts";

// Before every id.
const beginning = "00000000-0000-0000-0000-000000000000";

/**
 * Everything kept about somebody, a page at a time: who they are and how and where they sign in,
 * then posts, their earlier texts, files and events by the age of their ids. The first page leaves a trace.
 *
 * @throws QuoinError `input_invalid` for a cursor that is none
 */
export async function exportMe(
  { db, now, site, sessions, origin }: Needs<"db" | "now" | "site" | "sessions"> & Traced,
  { id }: Pick<Person, "id">,
  { cursor, limit }: Keyset,
): Promise<ExportPage> {
  const after = cursor ?? beginning;
  if (!PostId.safeParse(after).success) throw notACursor();
  if (cursor === undefined) {
    await recordEvent(db, { action: "data_exported", at: now(), actorId: id, ...origin });
  }
  const until = await endOfTexts(db, { id, after, limit });
  const mine = { id, after, until, limit };
  const [person, ways, devices, written, earlier, files, done] = await Promise.all([
    readPerson(db, id),
    readIdentities(db, id),
    readDevices(sessions, id, now()),
    readPosts(db, mine),
    readRevisions(db, mine),
    readMedia(db, site.url, mine),
    readEvents(db, mine),
  ]);
  // One walk over four lists: this page ends where the first that is not at its end has got to, or
  // where its texts are long enough.
  const isLonger = (rows: { id: string }[]) => rows.length > limit;
  const ends = [written, earlier, files, done]
    .filter(isLonger)
    .map((rows): string => rows[limit - 1]?.id ?? beginning)
    .concat(until ?? []);
  const end = ends.toSorted((one, other) => (one < other ? -1 : 1))[0] ?? null;
  const here = <Row extends { id: string }>(rows: Row[]) =>
    end === null ? rows : rows.filter((row) => row.id <= end);
  const lists = {
    posts: here(written),
    revisions: here(earlier),
    media: here(files),
    events: here(done),
  };
  return { person, identities: ways, devices, ...lists, nextCursor: end };
}

type Reader = Needs<"db">["db"];
interface Mine {
  id: PersonId;
  after: string;
  /** The last id whose texts this page still reads; null for no such end. */
  until: string | null;
  limit: number;
}

async function readPerson(db: Reader, id: PersonId) {
  const everything = { ...me, joinedAt: people.createdAt };
  const [person] = await db.select(everything).from(people).where(eq(people.id, id));
  if (!person) throw new QuoinError("person_not_found");
  return person;
}

function readIdentities(db: Reader, id: PersonId) {
  const { provider, subject, email, createdAt } = identities;
  const shown = { provider, subject, email, createdAt };
  return db.select(shown).from(identities).where(eq(identities.personId, id)).limit(100);
}

async function readDevices(sessions: Needs<"sessions">["sessions"], id: PersonId, at: string) {
  const entries = await sessions.list(id, Date.parse(at)); // at most twenty
  return entries.map(({ meta, createdAt, lastUsedAt }) => ({
    ...meta,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: new Date(lastUsedAt).toISOString(),
  }));
}

async function readPosts(db: Reader, { id, after, until, limit }: Mine) {
  const rows = await db
    .select({ post: posts, draft: drafts, published: textIn(revisions) })
    .from(posts)
    .innerJoin(drafts, eq(drafts.postId, posts.id))
    .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(
      and(
        eq(posts.authorId, id),
        gt(posts.id, PostId.parse(after)),
        until === null ? undefined : lte(posts.id, PostId.parse(until)),
      ),
    )
    .orderBy(asc(posts.id))
    .limit(limit + 1);
  return rows.map(({ post, draft, published }) => ({
    id: post.id,
    kind: post.kind,
    slug: post.slug,
    featured: post.featured,
    canonicalUrl: post.canonicalUrl,
    publishedAt: post.publishedAt,
    trashedAt: post.trashedAt,
    updatedAt: draft.updatedAt,
    draft: draftTextOf(draft),
    published,
  }));
}

/** Earlier texts of my posts, whoever kept them. */
function readRevisions(db: Reader, { id, after, until, limit }: Mine) {
  return db
    .select({
      id: revisions.id,
      postId: revisions.postId,
      number: revisions.number,
      reason: revisions.reason,
      name: revisions.name,
      createdAt: revisions.createdAt,
      publishedAt: revisions.publishedAt,
      text: textIn(revisions),
    })
    .from(revisions)
    .innerJoin(posts, eq(posts.id, revisions.postId))
    .where(
      and(
        eq(posts.authorId, id),
        gt(revisions.id, RevisionId.parse(after)),
        until === null ? undefined : lte(revisions.id, RevisionId.parse(until)),
      ),
    )
    .orderBy(asc(revisions.id))
    .limit(limit + 1);
}

async function readMedia(db: Reader, origin: string, { id, after, limit }: Mine) {
  const shown = { id: media.id, name: media.name, alt: media.alt, createdAt: media.createdAt };
  const rows = await db
    .select(shown)
    .from(media)
    .where(and(eq(media.ownerId, id), gt(media.id, MediaId.parse(after))))
    .orderBy(asc(media.id))
    .limit(limit + 1);
  return rows.map((row) => ({ ...row, url: `${origin}/media/${row.id}` }));
}

function readEvents(db: Reader, { id, after, limit }: Mine) {
  const { at, action, address, details } = auditEvents;
  return db
    .select({ id: auditEvents.id, at, action, address, details })
    .from(auditEvents)
    .where(and(eq(auditEvents.actorId, id), gt(auditEvents.id, AuditEventId.parse(after))))
    .orderBy(asc(auditEvents.id))
    .limit(limit + 1);
}
