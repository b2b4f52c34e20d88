import { timingSafeEqual } from "node:crypto";

import type { Tx } from "@quoin/drivers";
import { eq } from "drizzle-orm";

import { hashOfToken, newToken } from "../one-time-token.ts";
import { people } from "../people/person.table.ts";
import type { Needs } from "../services.ts";
import { settings } from "../site/site.table.ts";

/** True once the site has its owner; it never loses one again. */
export const isOwned = async (db: Pick<Tx, "$count">): Promise<boolean> =>
  (await db.$count(people, eq(people.role, "owner"))) > 0;

/**
 * What a site without an owner says at its start. `made`: a setup token, told this once, for only
 * its hash is kept. `waiting`: one is configured, or was made at an earlier start. `null`: nothing to set up.
 *
 * `openSite` must have run. Several processes at once make one token.
 */
export async function offerSetup({
  db,
  site,
}: Needs<"db" | "site">): Promise<{ made: string } | "waiting" | null> {
  const { ownerEmail, setupToken } = site.signUp;
  if (ownerEmail !== null || (await isOwned(db))) return null;
  if (setupToken !== null) return "waiting";
  return db.transaction(async (tx) => {
    const hash = { hash: settings.setupTokenHash };
    const [row] = await tx.select(hash).from(settings).for("update");
    if (!row || row.hash !== null) return "waiting";
    const made = newToken();
    await tx.update(settings).set({ setupTokenHash: hashOfToken(made) });
    return { made };
  });
}

/** True when a first owner may be made with a token: nobody owns the site, and there is a token. */
export async function isSetupOpen({ db, site }: Needs<"db" | "site">): Promise<boolean> {
  return (await hashesOf(db, site.signUp.setupToken)).length > 0 && !(await isOwned(db));
}

/** True for the setup token, configured or made, while nobody owns the site. */
export async function isSetupToken(
  { db, site }: Needs<"db" | "site">,
  token: string,
): Promise<boolean> {
  const given = Buffer.from(hashOfToken(token.trim()));
  const hashes = await hashesOf(db, site.signUp.setupToken);
  const isRight = hashes.some((hash) => timingSafeEqual(given, Buffer.from(hash)));
  return isRight && !(await isOwned(db));
}

async function hashesOf(db: Needs<"db">["db"], configured: string | null): Promise<string[]> {
  const [row] = await db.select({ hash: settings.setupTokenHash }).from(settings);
  const both = [configured === null ? null : hashOfToken(configured), row?.hash ?? null];
  return both.filter((hash) => hash !== null);
}

/** The token has done its work. */
export async function closeSetup(tx: Tx): Promise<void> {
  await tx.update(settings).set({ setupTokenHash: null });
}
