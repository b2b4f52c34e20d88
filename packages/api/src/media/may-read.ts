import { canEditAll, canWrite, type Person, type PersonId, type PostId } from "@quoin/model";
import { and, eq, exists, ne, or, type SQL, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";

import { people } from "../people/person.table.ts";
import { isPublic, posts } from "../posts/tables/post.table.ts";
import { revisions } from "../posts/tables/revision.table.ts";
import { media, mediaUses } from "./media.table.ts";

const query = new QueryBuilder();

/** Uses of a media by posts, with what readers see of each. */
const uses = (which: SQL | undefined) =>
  exists(
    query
      .select({ one: sql`1` })
      .from(mediaUses)
      .innerJoin(posts, eq(posts.id, mediaUses.postId))
      .leftJoin(revisions, eq(revisions.id, posts.publishedRevisionId))
      .where(and(eq(mediaUses.mediaId, media.id), which)),
  );

/** Readers see it: a post is noted for whatever its draft shows, so its public words are looked at. */
const isShown = uses(
  and(
    isPublic,
    or(
      eq(revisions.cover, media.id),
      sql`position('/media/' || ${media.id} IN lower(${revisions.body})) > 0`,
    ),
  ),
);

const isFace = exists(
  query
    .select({ one: sql`1` })
    .from(people)
    .where(and(eq(people.avatarId, media.id), ne(people.role, "reader"))),
);

/**
 * The rows of `media` somebody may read, and so use: their own, those of posts they may edit, and
 * what readers see. Editors read the whole library (undefined: no condition). Whatever else there
 * is, is to them as if it were not there.
 */
export function readableBy(person: Pick<Person, "id" | "role">): SQL | undefined {
  if (canEditAll(person)) return undefined;
  const ofMine = canWrite(person) ? uses(eq(posts.authorId, person.id)) : undefined;
  return or(eq(media.ownerId, person.id), ofMine, isShown, isFace);
}

/** The rows of `media` a post may show whoever looks: noted for it, or its author's own. */
export const showableIn = (post: { id: PostId; authorId: PersonId }): SQL | undefined =>
  or(uses(eq(posts.id, post.id)), eq(media.ownerId, post.authorId));
