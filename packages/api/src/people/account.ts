import type { Profile, Tx } from "@quoin/drivers";
import { type PersonId, QuoinError, type Role } from "@quoin/model";
import { and, eq } from "drizzle-orm";

import { isDuplicate } from "../duplicate.ts";
import { jobNames } from "../job-names.ts";
import type { Needs, SignUpRules } from "../services.ts";
import { emailNorm } from "./email-norm.ts";
import { createPerson } from "./new-person.ts";
import { identities, people } from "./person.table.ts";
import { isFirstOwner, roleOfNewcomer } from "./sign-up.ts";

/** Who a provider says is here, and what they came for. */
export interface Arrival {
  /** The provider's id, such as "google". */
  provider: string;
  profile: Profile;
  intent: "signin" | "signup";
}

/** What a session is made from. */
export interface Account {
  id: PersonId;
  authVersion: number;
}

/**
 * The account of whoever has just signed in with a provider: theirs already, bound to them now
 * by their verified address, or made for them where the site's rules allow. An identity is
 * (provider, subject); the address is used once, to bind.
 *
 * @throws QuoinError `email_unverified`, `no_account`, `account_conflict`, `account_disabled`
 */
export async function accountOf(
  needs: Needs<"db" | "now" | "site" | "jobs">,
  arrival: Arrival,
): Promise<Account> {
  try {
    return await decide(needs, arrival);
  } catch (error) {
    // The same arrival, in another tab, was faster: now the account is there.
    const keys = ["people_email_norm", "identities_subject", "identities_person"];
    if (!keys.some((key) => isDuplicate(error, key))) throw error;
    return decide(needs, arrival);
  }
}

function decide(
  { db, now, site, jobs }: Needs<"db" | "now" | "site" | "jobs">,
  { provider, profile, intent }: Arrival,
): Promise<Account> {
  const { email, emailVerified, subject } = profile;
  if (email === null || !emailVerified) throw new QuoinError("email_unverified");
  const norm = emailNorm(email);
  if (norm === null) throw new QuoinError("no_account");
  const bound = { provider, subject, email, createdAt: now() };

  return db.transaction(async (tx) => {
    const known = await byIdentity(tx, { provider, subject });
    if (known) {
      await tx.update(identities).set({ email }).where(sameIdentity({ provider, subject }));
      return admit(tx, known, { norm, rules: site.signUp, jobs });
    }
    const theirs = await byEmail(tx, norm);
    if (theirs) {
      const other = await subjectOf(tx, theirs.id, provider);
      if (other === undefined) {
        await tx.insert(identities).values({ ...bound, personId: theirs.id });
      } else if (other !== subject) {
        throw new QuoinError("account_conflict");
      } // else another tab has bound them between our two questions
      return admit(tx, theirs, { norm, rules: site.signUp, jobs });
    }
    const role = await roleOfNewcomer(tx, { norm, profile, intent, rules: site.signUp });
    if (role === null) throw new QuoinError("no_account");
    const made = await createPerson(tx, { email, norm, name: profile.name, role, at: now() });
    await tx.insert(identities).values({ ...bound, personId: made.id });
    if (role === "owner") await jobs.enqueue(tx, jobNames.openSite, {});
    return made;
  });
}

interface Known extends Account {
  role: Role;
  status: "active" | "disabled";
}

/** Lets somebody in who has an account; the address configured for the owner becomes the first. */
async function admit(
  tx: Tx,
  person: Known,
  { norm, rules, jobs }: { norm: string; rules: SignUpRules } & Needs<"jobs">,
): Promise<Account> {
  if (person.status === "disabled") throw new QuoinError("account_disabled");
  const { id, authVersion } = person;
  if (person.role === "owner" || !(await isFirstOwner(tx, norm, rules))) return { id, authVersion };
  // Whatever may do more from now on begins anew: earlier sessions end.
  const raised = { role: "owner" as const, authVersion: authVersion + 1 };
  await tx.update(people).set(raised).where(eq(people.id, id));
  await jobs.enqueue(tx, jobNames.openSite, {});
  return { id, authVersion: raised.authVersion };
}

const person = {
  id: people.id,
  authVersion: people.authVersion,
  role: people.role,
  status: people.status,
};

const sameIdentity = ({ provider, subject }: { provider: string; subject: string }) =>
  and(eq(identities.provider, provider), eq(identities.subject, subject));

async function byIdentity(tx: Tx, identity: { provider: string; subject: string }) {
  const query = tx.select(person).from(identities);
  const [found] = await query
    .innerJoin(people, eq(people.id, identities.personId))
    .where(sameIdentity(identity));
  return found;
}

async function byEmail(tx: Tx, norm: string) {
  const [found] = await tx.select(person).from(people).where(eq(people.emailNorm, norm));
  return found;
}

async function subjectOf(tx: Tx, personId: PersonId, provider: string) {
  const theirs = and(eq(identities.personId, personId), eq(identities.provider, provider));
  const [found] = await tx.select({ subject: identities.subject }).from(identities).where(theirs);
  return found?.subject;
}
