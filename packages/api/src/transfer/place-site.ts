import { type Person, type PostId, SiteText, Slug, Text, maxLengths } from "@quoin/model";
import { and, asc, eq, ne, or } from "drizzle-orm";
import { z } from "zod";

import { newId } from "../new-id.ts";
import { people } from "../people/person.table.ts";
import { drafts } from "../posts/tables/draft.table.ts";
import { posts } from "../posts/tables/post.table.ts";
import { revisions } from "../posts/tables/revision.table.ts";
import { tags } from "../posts/tables/tag.table.ts";
import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";
import { settings } from "../site/site.table.ts";
import { newSiteText } from "../site/site.ts";
import { welcome } from "../site/welcome.ts";
import { takeSite } from "./take-site.ts";

/** What a file may say of a site: what its owner may, and no more. Every page rests on it. */
export const IncomingSite = SiteText;
export type IncomingSite = SiteText;

type Outcome = "updated" | "same" | "conflict";
interface How {
  overwrite: boolean;
  dryRun: boolean;
}

/** Makes the site say what a file says, if nobody has said anything here yet or with `overwrite`. */
export async function placeSite(
  { db }: Needs<"db">,
  site: IncomingSite,
  { overwrite, dryRun }: How,
): Promise<Outcome> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(settings).for("update");
    const here = await takeSite({ db: tx });
    if (isSame(here, site)) return "same";
    if (!overwrite && !isSame(here, newSiteText)) return "conflict";
    if (dryRun || !row) return "updated";
    await tx.update(settings).set({ ...site, version: row.version + 1 });
    await publicChanged(tx);
    return "updated";
  });
}

const isSame = (one: IncomingSite, other: IncomingSite): boolean =>
  one.title === other.title &&
  one.description === other.description &&
  one.language === other.language &&
  one.accent === other.accent &&
  one.privacy === other.privacy &&
  one.terms === other.terms &&
  one.navigation.length === other.navigation.length &&
  one.navigation.every(({ label, href }, index) => {
    const entry = other.navigation[index];
    return entry?.label === label && entry.href === href;
  });

export const IncomingTag = z.object({
  slug: Slug, // it becomes a part of addresses as it is
  name: Text.trim().min(1).max(60),
  description: Text.max(maxLengths.tagDescription),
});
export type IncomingTag = z.infer<typeof IncomingTag>;

/** Makes a tag known as a file spells and describes it. One that is here already keeps what it has. */
export async function placeTag(
  { db }: Needs<"db">,
  tag: IncomingTag,
  { overwrite, dryRun }: How,
): Promise<Outcome> {
  return db.transaction(async (tx) => {
    const [here] = await tx.select().from(tags).where(eq(tags.slug, tag.slug)).for("update");
    const { name, description } = tag;
    if (here?.name === name && here.description === description) return "same";
    const isOthers = here && (here.description !== "" || here.name !== name);
    if (isOthers && !overwrite) return "conflict";
    if (dryRun) return "updated";
    if (here) await tx.update(tags).set({ name, description }).where(eq(tags.id, here.id));
    else await tx.insert(tags).values({ id: newId<"Tag">(), ...tag });
    await publicChanged(tx);
    return "updated";
  });
}

/**
 * Takes away the welcome post of a site in which nobody has written yet, as if it had never been:
 * it would stand among the posts of another site. Says which it was, or would be.
 */
export async function clearWelcome(
  { db }: Needs<"db">,
  { dryRun }: Pick<How, "dryRun">,
): Promise<PostId | null> {
  return db.transaction(async (tx) => {
    const [site] = await tx.select({ id: settings.welcomePostId }).from(settings);
    if (!site?.id) return null;
    const [draft] = await tx.select().from(drafts).where(eq(drafts.postId, site.id)).for("update");
    const isUntouched =
      draft?.version === 1 && draft.title === welcome.title && draft.body === welcome.body;
    if (!isUntouched || (await tx.$count(posts, ne(posts.id, site.id))) > 0) return null;
    if ((await tx.$count(revisions, eq(revisions.postId, site.id))) > 1) return null;
    if (dryRun) return site.id;
    await tx.delete(posts).where(eq(posts.id, site.id));
    await publicChanged(tx);
    return site.id;
  });
}

const actor = { id: people.id, handle: people.handle, name: people.name, role: people.role };

/** Whoever a file means by a handle or a whole name; undefined for nobody here. */
export async function findAuthor({ db }: Needs<"db">, named: string): Promise<Person | undefined> {
  const [exact] = await db
    .select(actor)
    .from(people)
    .where(eq(people.handle, named.replace(/^@/, "").toLowerCase()));
  if (exact) return exact;
  const sameName = await db.select(actor).from(people).where(eq(people.name, named)).limit(2);
  return sameName.length === 1 ? sameName[0] : undefined;
}

/** The owner of the site; undefined before there is one. */
export async function findOwner({ db }: Needs<"db">): Promise<Person | undefined> {
  const isOwner = and(eq(people.role, "owner"), or(eq(people.status, "active")));
  const [owner] = await db
    .select(actor)
    .from(people)
    .where(isOwner)
    .orderBy(asc(people.id))
    .limit(1);
  return owner;
}
