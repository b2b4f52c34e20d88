import type { Person } from "@quoin/model";
import { and, asc, eq } from "drizzle-orm";

import { people } from "../people/person.table.ts";
import { publishPost } from "../posts/publishing/publish.ts";
import { posts } from "../posts/tables/post.table.ts";
import { createDraft } from "../posts/writing/draft.ts";
import type { Needs } from "../services.ts";
import { ensureSettings } from "./settings.ts";
import { settings } from "./site.table.ts";
import { welcome } from "./welcome.ts";

/**
 * Makes what a new site opens with: its settings, and a welcome post by its first owner. Both once:
 * a welcome post that was trashed stays away, and without an owner it waits for one. Called at every
 * start, and as a job when somebody has become the first owner.
 */
export async function openSite(
  needs: Needs<"db" | "now" | "site" | "jobs" | "renderer">,
): Promise<void> {
  const { db, now } = needs;
  await ensureSettings(db, now());
  const owner = await firstOwner(needs);
  if (!owner) return;
  const id = await makeWelcome(needs, owner);
  const [post] = await db
    .select({ publishedAt: posts.publishedAt, trashedAt: posts.trashedAt })
    .from(posts)
    .where(eq(posts.id, id));
  const waits = post && post.publishedAt === null && post.trashedAt === null;
  if (waits) await publishPost(needs, owner, { id, version: 1 });
}

async function firstOwner({ db }: Needs<"db">): Promise<Person | undefined> {
  const [owner] = await db
    .select({ id: people.id, handle: people.handle, name: people.name, role: people.role })
    .from(people)
    .where(and(eq(people.role, "owner"), eq(people.status, "active")))
    .orderBy(asc(people.createdAt), asc(people.id))
    .limit(1);
  return owner;
}

/** The id of the welcome post, made now if it never was. */
async function makeWelcome({ db, now }: Needs<"db" | "now">, owner: Person) {
  return db.transaction(async (tx) => {
    const [site] = await tx.select({ id: settings.welcomePostId }).from(settings).for("update");
    if (site?.id) return site.id;
    const { id } = await createDraft({ db: tx, now }, owner, { kind: "post", ...welcome });
    await tx.update(settings).set({ welcomePostId: id });
    return id;
  });
}
