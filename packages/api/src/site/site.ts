import type { SiteText, SiteView } from "@quoin/model";
import { sql } from "drizzle-orm";

import { isPublicAs } from "../posts/tables/post.table.ts";
import { prepared } from "../prepared.ts";
import type { Needs } from "../services.ts";
import { settings } from "./site.table.ts";

/** What a site says of itself before its owner has said anything. */
export const newSite: SiteView = {
  title: "Quoin",
  description: "Words, locked in place.",
  language: "en",
  accent: null,
  navigation: [],
};

/** The same with the legal pages: null is what Quoin brings. */
export const newSiteText: SiteText = { ...newSite, privacy: null, terms: null };

/** What readers may know of a site. */
const readable = {
  title: settings.title,
  description: settings.description,
  language: settings.language,
  accent: settings.accent,
  navigation: settings.navigation,
};

/** Everything an owner says of their site. */
export const siteText = { ...readable, privacy: settings.privacy, terms: settings.terms };

// Where posts and pages of the navigation are now, if they have moved. In SQL's own words: of a
// query on one table the builder leaves out whose a column is.
const moved = sql<Record<string, string> | null>`(
  SELECT jsonb_object_agg(was.slug, post.slug)
  FROM jsonb_array_elements(settings.navigation) AS entry
  JOIN slug_history was ON was.slug = substr(entry ->> 'href', 2)
  JOIN posts post ON post.id = was.post_id
  WHERE post.slug <> was.slug AND was.created_at IS NOT NULL
    AND ${isPublicAs("post")})`;

const current = prepared((db) =>
  db
    .select({ ...readable, moved })
    .from(settings)
    .prepare("site_settings"),
);

/** What readers may know of the site. Its navigation leads to where posts and pages are now. */
export async function readSite({ db }: Needs<"db">): Promise<SiteView> {
  const [row] = await current(db).execute();
  if (!row) return newSite;
  const { moved: places, ...site } = row;
  if (places === null) return site;
  const slugs = new Map(Object.entries(places));
  const navigation = site.navigation.map(({ label, href }) => {
    const slug = slugs.get(href.slice(1));
    return { label, href: slug === undefined ? href : `/${slug}` };
  });
  return { ...site, navigation };
}
