import { canGovernSite, type Person, QuoinError } from "@quoin/model";

import { renderMarkdown } from "../markdown/index.ts";
import type { Needs } from "../services.ts";
import { legalDefaults } from "./legal-defaults.ts";
import { settings } from "./site.table.ts";
import { readSite } from "./site.ts";

export type LegalPage = "privacy" | "terms";

const titles: Record<LegalPage, string> = { privacy: "Privacy", terms: "Terms" };

/** The site's own words on a legal page, or Quoin's honest default. */
export async function readLegal(
  { db }: Needs<"db">,
  page: LegalPage,
): Promise<{ title: string; html: string }> {
  const [own] = await db
    .select({ privacy: settings.privacy, terms: settings.terms })
    .from(settings);
  const { title } = await readSite({ db });
  const text = own?.[page] ?? legalDefaults(title)[page];
  return { title: titles[page], html: await htmlOf(text) };
}

/** What a legal page would show of a text. Keeps nothing. @throws QuoinError `not_allowed` */
export async function previewLegal(
  person: Pick<Person, "role">,
  { text }: { text: string },
): Promise<{ html: string }> {
  if (!canGovernSite(person)) throw new QuoinError("not_allowed");
  return { html: await htmlOf(text) };
}

const htmlOf = async (text: string): Promise<string> =>
  (await renderMarkdown(text, { pictures: new Map() })).html;
