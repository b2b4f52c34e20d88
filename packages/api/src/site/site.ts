import type { SiteView } from "@quoin/model";

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

const current = prepared((db) =>
  db
    .select({
      title: settings.title,
      description: settings.description,
      language: settings.language,
      accent: settings.accent,
      navigation: settings.navigation,
    })
    .from(settings)
    .prepare("site_settings"),
);

/** What readers may know of the site. */
export async function readSite({ db }: Needs<"db">): Promise<SiteView> {
  const [site] = await current(db).execute();
  return site ?? newSite;
}
