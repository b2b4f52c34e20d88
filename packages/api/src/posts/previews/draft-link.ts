import type { Tx } from "@quoin/drivers";
import {
  canEdit,
  type DraftLink,
  type Person,
  type PostId,
  type PostWords,
  QuoinError,
} from "@quoin/model";
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

import { picturesOf, showableIn } from "../../media/index.ts";
import { hashOfToken, newToken } from "../../one-time-token.ts";
import { people } from "../../people/person.table.ts";
import type { RightsChange } from "../../people/present.ts";
import type { Needs } from "../../services.ts";
import { draftLinks } from "../tables/draft-link.table.ts";
import { drafts } from "../tables/draft.table.ts";
import { posts } from "../tables/post.table.ts";
import { lockDraft } from "../writing/find-draft.ts";
import { asPublished } from "./as-published.ts";

const lifeMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Makes the address a draft can be read at without an account, for seven days. One made before
 * stops working.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`
 */
export async function shareDraft(
  { db, now, site }: Needs<"db" | "now" | "site">,
  person: Person,
  { id }: { id: PostId },
): Promise<DraftLink> {
  const token = newToken();
  const createdAt = now();
  const expiresAt = new Date(Date.parse(createdAt) + lifeMs).toISOString();
  const made = { tokenHash: hashOfToken(token), createdById: person.id, createdAt, expiresAt };
  await db.transaction(async (tx) => {
    const { post } = await lockDraft(tx, person, { id, may: "edit" });
    if (post.trashedAt !== null) throw new QuoinError("post_not_found");
    await tx
      .insert(draftLinks)
      .values({ postId: id, ...made })
      .onConflictDoUpdate({ target: draftLinks.postId, set: made });
  });
  return { url: `${site.url}/preview/${token}`, expiresAt };
}

/** Ends a draft's private address at once. Safe to repeat. @throws QuoinError as `shareDraft` */
export async function unshareDraft(
  { db }: Needs<"db">,
  person: Person,
  { id }: { id: PostId },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockDraft(tx, person, { id, may: "edit" });
    await tx.delete(draftLinks).where(eq(draftLinks.postId, id));
  });
}

/** Ends the addresses that somebody made for drafts they may edit no more. */
export async function takeBackLinks(tx: Tx, { id, now: maker }: RightsChange): Promise<void> {
  const made = await tx
    .select({ id: posts.id, authorId: posts.authorId })
    .from(draftLinks)
    .innerJoin(posts, eq(posts.id, draftLinks.postId))
    .where(eq(draftLinks.createdById, id));
  const ended = made.filter((post) => maker === null || !canEdit(maker, post));
  const which = ended.map((post) => post.id);
  await tx.delete(draftLinks).where(inArray(draftLinks.postId, which));
}

/** A draft as readers would see it if it were published now. */
export interface SharedDraft {
  post: PostWords;
  /** When its address stops working. */
  expiresAt: string;
}

/**
 * The draft behind a private address, as it is now; null when nothing is. An address is worth what
 * whoever made it is: it ends when they may not edit the post any more.
 *
 * @throws QuoinError `text_too_costly`, `too_many_requests`
 */
export async function readSharedDraft(
  needs: Needs<"db" | "now" | "site" | "renderer">,
  token: string,
): Promise<SharedDraft | null> {
  const at = needs.now();
  const maker = alias(people, "maker");
  const [row] = await needs.db
    .select({
      draft: drafts,
      post: posts,
      author: { handle: people.handle, name: people.name },
      avatarId: people.avatarId,
      maker: { id: maker.id, role: maker.role },
      expiresAt: draftLinks.expiresAt,
    })
    .from(draftLinks)
    .innerJoin(drafts, eq(drafts.postId, draftLinks.postId))
    .innerJoin(posts, eq(posts.id, draftLinks.postId))
    .innerJoin(people, eq(people.id, posts.authorId))
    .innerJoin(maker, and(eq(maker.id, draftLinks.createdById), eq(maker.status, "active")))
    .where(
      and(
        eq(draftLinks.tokenHash, hashOfToken(token)),
        gt(draftLinks.expiresAt, at),
        isNull(posts.trashedAt),
      ),
    );
  if (!row || !canEdit(row.maker, row.post)) return null;
  const { draft, post, author, avatarId, expiresAt } = row;
  const faces = await picturesOf(needs, avatarId === null ? [] : [avatarId]);
  return {
    expiresAt,
    post: {
      ...(await asPublished(needs, draft, { of: post.id, among: showableIn(post) })),
      title: draft.title,
      kind: post.kind,
      author: { ...author, picture: (avatarId && faces.get(avatarId)) ?? null },
      publishedAt: post.publishedAt ?? at,
      updatedAt: at,
    },
  };
}
