import { canGovernSite, type Person, QuoinError } from "@quoin/model";

import type { Needs, Services } from "../services.ts";
import { legalDefaults } from "./legal-defaults.ts";
import { settings } from "./site.table.ts";
import { readSite } from "./site.ts";

export type LegalPage = "privacy" | "terms";

const titles: Record<LegalPage, string> = { privacy: "Privacy", terms: "Terms" };

/** The site's own words on a legal page, or Quoin's honest default. */
export async function readLegal(
  { db, renderer }: Needs<"db" | "renderer">,
  page: LegalPage,
): Promise<{ title: string; html: string }> {
  const [own] = await db
    .select({ privacy: settings.privacy, terms: settings.terms })
    .from(settings);
  const { title } = await readSite({ db });
  const text = own?.[page] ?? legalDefaults(title)[page];
  return { title: titles[page], html: await htmlOf(renderer, text, page) };
}

/**
 * What a legal page would show of a text. Keeps nothing.
 *
 * @throws QuoinError `not_allowed`, `text_too_costly`
 */
export async function previewLegal(
  { renderer }: Needs<"renderer">,
  person: Pick<Person, "id" | "role">,
  { text }: { text: string },
): Promise<{ html: string }> {
  if (!canGovernSite(person)) throw new QuoinError("not_allowed");
  return { html: await htmlOf(renderer, text, person.id) };
}

const htmlOf = async (renderer: Services["renderer"], body: string, of: string): Promise<string> =>
  (await renderer.render({ body, pictures: new Map() }, of)).html;
