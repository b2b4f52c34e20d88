import { isDeepStrictEqual } from "node:util";

import type { Tx } from "@quoin/drivers";
import {
  canGovernSite,
  type Person,
  QuoinError,
  type SiteSettings,
  type SiteText,
  type UpdateSite,
  type UpdateSiteOutcome,
} from "@quoin/model";
import { sql } from "drizzle-orm";

import { requirePresent } from "../people/present.ts";
import { publicChanged } from "../public-changed.ts";
import type { Needs } from "../services.ts";
import { legalDefaults } from "./legal-defaults.ts";
import { settings } from "./site.table.ts";
import { newSite, newSiteText, siteText } from "./site.ts";

/** Makes the one row of settings where it is not there yet. */
export async function ensureSettings(db: Pick<Tx, "insert">, createdAt: string): Promise<void> {
  await db
    .insert(settings)
    .values({ ...newSite, createdAt })
    .onConflictDoNothing();
}

/** All settings of the site. Only its owner may ask. @throws QuoinError `not_allowed` */
export async function readSettings(
  { db }: Needs<"db">,
  person: Pick<Person, "role">,
): Promise<SiteSettings> {
  if (!canGovernSite(person)) throw new QuoinError("not_allowed");
  const [found] = await db.select({ ...siteText, version: settings.version }).from(settings);
  const row = found ?? { ...newSiteText, version: 1 };
  return { ...row, defaults: legalDefaults(row.title) };
}

/**
 * Changes settings, if nobody has since the version the owner saw; else says what both have and
 * changes nothing. What is the same already changes nothing either.
 *
 * @throws QuoinError `not_allowed`
 */
export async function updateSite(
  { db, now }: Needs<"db" | "now">,
  person: Pick<Person, "id" | "role">,
  { version, ...changes }: UpdateSite,
): Promise<UpdateSiteOutcome> {
  if (!canGovernSite(person)) throw new QuoinError("not_allowed");
  return db.transaction(async (tx) => {
    if (!canGovernSite(await requirePresent(tx, person))) throw new QuoinError("not_allowed");
    await ensureSettings(tx, now());
    const [row] = await tx
      .select({ ...siteText, version: settings.version })
      .from(settings)
      .for("update");
    if (!row) throw new Error("the settings were made a line above");
    const { version: current, ...theirs } = row;
    const yours: SiteText = { ...theirs, ...changes };
    if (current !== version) return { outcome: "conflict", version: current, yours, theirs };
    if (isDeepStrictEqual(yours, theirs)) return { outcome: "saved", version };
    await tx.update(settings).set({ ...yours, version: sql`${settings.version} + 1` });
    await publicChanged(tx);
    return { outcome: "saved", version: version + 1 };
  });
}
