import type { Db, Tx } from "@quoin/drivers";
import { type Person, type PostId, type PostRight, postRights, QuoinError } from "@quoin/model";
import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

import { people } from "../../people/person.table.ts";
import { drafts } from "../tables/draft.table.ts";
import { isPublicPost, posts } from "../tables/post.table.ts";

export type Draft = typeof drafts.$inferSelect;
export type Post = typeof posts.$inferSelect;

const actor = alias(people, "actor");

const both = (db: Db, id: PostId) =>
  db
    .select({ draft: drafts, post: posts })
    .from(drafts)
    .innerJoin(posts, eq(posts.id, drafts.postId))
    .where(eq(drafts.postId, id));

interface Asked {
  id: PostId;
  /** What it is asked for. */
  may: PostRight;
}
type Actor = Pick<Person, "id">;

/** The same two with whoever acts, as they are at this moment: null for who is off or gone. */
const withActor = (db: Db, { id: actorId }: Actor, id: PostId) =>
  db
    .select({ draft: drafts, post: posts, actor: { id: actor.id, role: actor.role } })
    .from(drafts)
    .innerJoin(posts, eq(posts.id, drafts.postId))
    .leftJoin(actor, and(eq(actor.id, actorId), eq(actor.status, "active")))
    .where(eq(drafts.postId, id));

/** A draft and its post, for whoever may do that with them. @throws QuoinError as `lockDraft` */
export async function findDraft(db: Db, person: Actor, { id, may }: Asked) {
  const [row] = await withActor(db, person, id);
  return mayActOn(may, row);
}

/**
 * The same two, locked until the transaction ends: every verb on a post takes its turn here. Rights
 * are those of this moment: rendering comes before it, and may take long.
 *
 * @throws QuoinError as `requireRight`, and `session_expired` for who was switched off meanwhile
 */
export async function lockDraft(tx: Tx, person: Actor, { id, may }: Asked) {
  const [row] = await withActor(tx, person, id).for("update", { of: [drafts, posts] });
  return mayActOn(may, row);
}

interface Acted {
  draft: Draft;
  post: Post;
  actor: Pick<Person, "id" | "role"> | null;
}

function mayActOn(may: PostRight, row: Acted | undefined) {
  if (!row) throw new QuoinError("post_not_found");
  if (row.actor === null) throw new QuoinError("session_expired");
  const { draft, post } = requireRight(may, row.actor, row);
  return { draft, post, actor: row.actor };
}

/** The same for a job, which asks for nobody; undefined when the post is gone. */
export async function lockBoth(tx: Tx, id: PostId) {
  const [row] = await both(tx, id).for("update");
  return row;
}

/**
 * What is private looks as if it were not there.
 *
 * @throws QuoinError `post_not_found`, and `not_allowed` where everybody can see that it exists
 */
export function requireRight<Row extends { post: Post }>(
  may: PostRight,
  person: Pick<Person, "id" | "role">,
  row: Row | undefined,
): Row {
  if (!row) throw new QuoinError("post_not_found");
  if (postRights[may](person, row.post)) return row;
  throw new QuoinError(isPublicPost(row.post) ? "not_allowed" : "post_not_found");
}
