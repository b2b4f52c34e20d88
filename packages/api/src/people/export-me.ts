import {
  type ExportPage,
  type Keyset,
  type Person,
  type PersonId,
  PostId,
  QuoinError,
} from "@quoin/model";
import { and, asc, eq, gt } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import { media } from "../media/media.table.ts";
import { drafts, textOf } from "../posts/draft.table.ts";
import { posts } from "../posts/post.table.ts";
import { revisions } from "../posts/revision.table.ts";
import type { Needs } from "../services.ts";
import { identities, people } from "./person.table.ts";
import { me } from "./person.ts";

// Before every id.
const beginning = "00000000-0000-0000-0000-000000000000";

/**
 * Everything kept about somebody, a page at a time: who they are and how they sign in, then posts
 * and files by the age of their ids. The first page leaves a trace.
 *
 * @throws QuoinError `input_invalid` for a cursor that is none
 */
export async function exportMe(
  { db, now, site, origin }: Needs<"db" | "now" | "site"> & Traced,
  { id }: Pick<Person, "id">,
  { cursor, limit }: Keyset,
): Promise<ExportPage> {
  const after = cursor ?? beginning;
  if (!PostId.safeParse(after).success) {
    throw new QuoinError("input_invalid", { field: "cursor", problem: "is not a cursor" });
  }
  if (cursor === undefined) {
    await recordEvent(db, { action: "data_exported", at: now(), actorId: id, ...origin });
  }
  const mine = { id, after, limit };
  const [person, ways, written, files] = await Promise.all([
    readPerson(db, id),
    readIdentities(db, id),
    readPosts(db, mine),
    readMedia(db, site.url, mine),
  ]);
  // One walk over two lists: this page ends where the first that is not at its end has got to.
  const isLonger = (rows: { id: string }[]) => rows.length > limit;
  const ends = [written, files].filter(isLonger).map((rows) => rows[limit - 1]?.id ?? beginning);
  const end = ends.toSorted((one, other) => (one < other ? -1 : 1))[0] ?? null;
  const here = <Row extends { id: string }>(rows: Row[]) =>
    end === null ? rows : rows.filter((row) => row.id <= end);
  return { person, identities: ways, posts: here(written), media: here(files), nextCursor: end };
}

type Reader = Needs<"db">["db"];
interface Mine {
  id: PersonId;
  after: string;
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

async function readPosts(db: Reader, { id, after, limit }: Mine) {
  const rows = await db
    .select()
    .from(posts)
    .innerJoin(drafts, eq(drafts.postId, posts.id))
    .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
    .where(and(eq(posts.authorId, id), gt(posts.id, PostId.parse(after))))
    .orderBy(asc(posts.id))
    .limit(limit + 1);
  return rows.map(({ posts: post, drafts: draft, revisions: revision }) => ({
    id: post.id,
    kind: post.kind,
    slug: post.slug,
    publishedAt: post.publishedAt,
    trashedAt: post.trashedAt,
    updatedAt: draft.updatedAt,
    draft: textOf(draft),
    published: revision && {
      title: revision.title,
      excerpt: revision.excerpt,
      body: revision.body,
    },
  }));
}

async function readMedia(db: Reader, origin: string, { id, after, limit }: Mine) {
  const shown = { id: media.id, name: media.name, alt: media.alt, createdAt: media.createdAt };
  const rows = await db
    .select(shown)
    .from(media)
    .where(and(eq(media.ownerId, id), gt(media.id, after as typeof media.$inferSelect.id))) // ids are comparable text
    .orderBy(asc(media.id))
    .limit(limit + 1);
  return rows.map((row) => ({ ...row, url: `${origin}/media/${row.id}` }));
}
