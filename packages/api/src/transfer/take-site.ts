import { and, asc, eq, exists, gt, ne, or } from "drizzle-orm";

import { people } from "../people/person.table.ts";
import { posts } from "../posts/tables/post.table.ts";
import { postTags, tags } from "../posts/tables/tag.table.ts";
import type { Needs } from "../services.ts";
import { settings } from "../site/site.table.ts";
import { newSiteText, siteText } from "../site/site.ts";

const pageSize = 500;

/** What the owner has said of the site, legal pages included; null where the default stands. */
export async function takeSite({ db }: Needs<"db">) {
  const [site] = await db.select(siteText).from(settings);
  return site ?? newSiteText;
}

/** Those who wrote something that is here, as anyone may see them. Never an address. */
export async function* takeAuthors({ db }: Needs<"db">) {
  const wrote = db.select().from(posts).where(eq(posts.authorId, people.id));
  for (let after = ""; ;) {
    const page = await db
      .select({ handle: people.handle, name: people.name, bio: people.bio })
      .from(people)
      .where(after === "" ? exists(wrote) : and(gt(people.handle, after), exists(wrote)))
      .orderBy(asc(people.handle))
      .limit(pageSize);
    yield* page;
    const last = page.at(-1);
    if (page.length < pageSize || !last) return;
    after = last.handle;
  }
}

/** Tags that a public post has, or that somebody has described. */
export async function* takeTags({ db }: Needs<"db">) {
  const used = db.select().from(postTags).where(eq(postTags.tagId, tags.id));
  const shown = or(ne(tags.description, ""), exists(used));
  for (let after = ""; ;) {
    const page = await db
      .select({ slug: tags.slug, name: tags.name, description: tags.description })
      .from(tags)
      .where(after === "" ? shown : and(gt(tags.slug, after), shown))
      .orderBy(asc(tags.slug))
      .limit(pageSize);
    yield* page;
    const last = page.at(-1);
    if (page.length < pageSize || !last) return;
    after = last.slug;
  }
}
