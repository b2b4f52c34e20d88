import type { Tx } from "@quoin/drivers";
import type { PersonId } from "@quoin/model";
import { and, eq, inArray } from "drizzle-orm";

import { identities, people } from "../people/person.table.ts";
import type { Needs } from "../services.ts";
import type { Arrival } from "./account.ts";

/** Somebody as one issuer names them. */
interface Identity {
  /** Whoever the subject is unique with (`realmOf`). */
  realm: string;
  subject: string;
}

type Way = Pick<Arrival, "provider" | "issuer">;

/** Any OpenID issuer by its own name; Google and the local cast by their ids. */
export const realmOf = ({ provider, issuer }: Way): string =>
  provider === "oidc" ? (issuer ?? provider) : provider;

/** What a sign-in needs to know of a person. */
export const known = {
  id: people.id,
  authVersion: people.authVersion,
  role: people.role,
  status: people.status,
};
export type Known = Pick<typeof people.$inferSelect, keyof typeof known>;

export const sameIdentity = ({ realm, subject }: Identity) =>
  and(eq(identities.provider, realm), eq(identities.subject, subject));

/** An identity of before issuers were noted is of the first that knows its subject. */
export async function nameIssuer(tx: Tx, way: Way, subject: string): Promise<void> {
  const realm = realmOf(way);
  if (realm === way.provider) return;
  const nameless = sameIdentity({ realm: way.provider, subject });
  await tx.update(identities).set({ provider: realm }).where(nameless);
}

/** Whose identity it is; undefined for nobody's. */
export async function byIdentity(
  tx: Pick<Tx, "select">,
  identity: Identity,
): Promise<Known | undefined> {
  const query = tx.select(known).from(identities);
  const [found] = await query
    .innerJoin(people, eq(people.id, identities.personId))
    .where(sameIdentity(identity));
  return found;
}

/** True when this identity is that person's already. */
export async function isIdentityOf(
  { db }: Needs<"db">,
  personId: PersonId,
  { profile: { subject }, ...way }: Pick<Arrival, "provider" | "issuer" | "profile">,
): Promise<boolean> {
  const found =
    (await byIdentity(db, { realm: realmOf(way), subject })) ??
    (await byIdentity(db, { realm: way.provider, subject }));
  return found?.id === personId;
}

/** The subject somebody is bound to there already. */
export async function subjectOf(tx: Tx, personId: PersonId, way: Way): Promise<string | undefined> {
  const there = inArray(identities.provider, [realmOf(way), way.provider]);
  const theirs = and(eq(identities.personId, personId), there);
  const [found] = await tx.select({ subject: identities.subject }).from(identities).where(theirs);
  return found?.subject;
}
