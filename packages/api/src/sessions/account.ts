import type { Profile, Tx } from "@quoin/drivers";
import {
  type AuditAction,
  type InvitationId,
  type PersonId,
  QuoinError,
  type Role,
} from "@quoin/model";
import { and, eq } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import { isDuplicate } from "../duplicate.ts";
import { jobNames } from "../job-names.ts";
import { emailNorm } from "../people/email-norm.ts";
import { identities, people } from "../people/person.table.ts";
import type { Needs } from "../services.ts";
import { createPerson } from "./new-person.ts";
import { closeSetup } from "./setup.ts";
import { isFirstOwner, type Newcomer, placeOfNewcomer } from "./sign-up.ts";

/** Who a provider says is here, and what they came for. */
export interface Arrival {
  /** The provider's id, such as "google". */
  provider: string;
  profile: Profile;
  intent: "signin" | "signup";
  /** The token of the invitation they followed; null for none. */
  invite: string | null;
  /** They gave the setup token on their way here. */
  hasSetupToken: boolean;
}

type AccountNeeds = Needs<"db" | "now" | "site" | "jobs"> & Traced;

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
 * @throws QuoinError `email_unverified`, `no_account`, `invitation_invalid`, `account_conflict`,
 * `account_disabled`
 */
export async function accountOf(needs: AccountNeeds, arrival: Arrival): Promise<Account> {
  try {
    return await decide(needs, arrival);
  } catch (error) {
    if (!isOvertaken(error)) throw error;
    return decide(needs, arrival);
  }
}

/** True when somebody else, or the same arrival in another tab, was faster: look again. */
function isOvertaken(error: unknown): boolean {
  const keys = ["people_email_norm", "people_owner", "identities_subject", "identities_person"];
  const isSpent = error instanceof QuoinError && error.code === "invitation_invalid";
  return isSpent || keys.some((key) => isDuplicate(error, key));
}

function decide(needs: AccountNeeds, arrival: Arrival): Promise<Account> {
  const { db, now, site } = needs;
  const { provider, profile, invite } = arrival;
  const { email, emailVerified, subject } = profile;
  if (email === null || !emailVerified) throw new QuoinError("email_unverified");
  const norm = emailNorm(email);
  if (norm === null) throw new QuoinError("no_account");
  const at = now();
  const bound = { provider, subject, email, createdAt: at };
  const newcomer: Newcomer = { ...arrival, norm, at, rules: site.signUp };

  return db.transaction(async (tx) => {
    const note = notes(tx, needs, at);
    const known = await byIdentity(tx, { provider, subject });
    if (known) {
      await tx.update(identities).set({ email }).where(sameIdentity({ provider, subject }));
      return admit(tx, known, { newcomer, needs, note });
    }
    const theirs = await byEmail(tx, norm);
    if (theirs) {
      const other = await subjectOf(tx, theirs.id, provider);
      if (other === undefined) {
        await tx.insert(identities).values({ ...bound, personId: theirs.id });
        await note("identity_bound", theirs.id, { details: { provider } });
      } else if (other !== subject) {
        throw new QuoinError("account_conflict");
      } // else another tab has bound them between our two questions
      return admit(tx, theirs, { newcomer, needs, note });
    }
    const place = await placeOfNewcomer(tx, newcomer);
    if (place === null) throw new QuoinError(invite === null ? "no_account" : "invitation_invalid");
    const { role, invitationId: targetId } = place;
    const made = await createPerson(tx, { email, norm, name: profile.name, role, at });
    await tx.insert(identities).values({ ...bound, personId: made.id });
    await note("sign_up", made.id, { details: { provider, role } });
    if (targetId) await note("invitation_accepted", made.id, { targetId, details: { role } });
    if (role === "owner") await beginOwnership(tx, made.id, { needs, note });
    return made;
  });
}

type Note = ReturnType<typeof notes>;

/** Writes what somebody does into the audit log, with where it came from. */
const notes =
  (tx: Tx, { origin }: Traced, at: string) =>
  (
    action: AuditAction,
    actorId: PersonId,
    more: { targetId?: InvitationId; details?: Record<string, string> } = {},
  ) =>
    recordEvent(tx, { action, actorId, at, ...more, ...origin });

interface Known extends Account {
  role: Role;
  status: "active" | "disabled";
}

/** Lets somebody in who has an account; whoever may be the first owner becomes it. */
async function admit(
  tx: Tx,
  person: Known,
  { newcomer, ...rest }: { newcomer: Newcomer; needs: Needs<"jobs">; note: Note },
): Promise<Account> {
  if (person.status === "disabled") throw new QuoinError("account_disabled");
  const { id, authVersion } = person;
  if (!(await isFirstOwner(tx, newcomer))) return { id, authVersion };
  // Whatever may do more from now on begins anew: earlier sessions end.
  const raised = { role: "owner" as const, authVersion: authVersion + 1, keptSid: null };
  await tx.update(people).set(raised).where(eq(people.id, id));
  await beginOwnership(tx, id, rest);
  return { id, authVersion: raised.authVersion };
}

async function beginOwnership(
  tx: Tx,
  id: PersonId,
  { needs, note }: { needs: Needs<"jobs">; note: Note },
): Promise<void> {
  await closeSetup(tx);
  await note("ownership_claimed", id);
  await needs.jobs.enqueue(tx, jobNames.openSite, {});
}

const person = {
  id: people.id,
  authVersion: people.authVersion,
  role: people.role,
  status: people.status,
};

const sameIdentity = ({ provider, subject }: { provider: string; subject: string }) =>
  and(eq(identities.provider, provider), eq(identities.subject, subject));

async function byIdentity(tx: Pick<Tx, "select">, identity: { provider: string; subject: string }) {
  const query = tx.select(person).from(identities);
  const [found] = await query
    .innerJoin(people, eq(people.id, identities.personId))
    .where(sameIdentity(identity));
  return found;
}

/** True when this identity is that person's already. */
export async function isIdentityOf(
  { db }: Needs<"db">,
  personId: PersonId,
  { provider, profile: { subject } }: Pick<Arrival, "provider" | "profile">,
): Promise<boolean> {
  return (await byIdentity(db, { provider, subject }))?.id === personId;
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
