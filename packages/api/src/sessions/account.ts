import type { Profile, Tx } from "@quoin/drivers";
import { type AuditAction, type InvitationId, type PersonId, QuoinError } from "@quoin/model";
import { eq } from "drizzle-orm";

import { recordEvent, type Traced } from "../audit/record.ts";
import { isAbsent, isDuplicate } from "../constraints.ts";
import { jobNames } from "../job-names.ts";
import { emailNorm } from "../people/email-norm.ts";
import { identities, people } from "../people/person.table.ts";
import type { Needs } from "../services.ts";
import { followAddress } from "./follow-address.ts";
import {
  byIdentity,
  type Known,
  known,
  nameIssuer,
  realmOf,
  sameIdentity,
  subjectOf,
} from "./identity.ts";
import { createPerson } from "./new-person.ts";
import { closeSetup } from "./setup.ts";
import { isFirstOwner, type Newcomer, placeOfNewcomer } from "./sign-up.ts";

/** Who a provider says is here, and what they came for. */
export interface Arrival {
  /** The provider's id, such as "google". */
  provider: string;
  /** Its issuer, for one of many that have that id: "oidc". */
  issuer?: string;
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
 * (provider, subject), and signs in by that alone; the address is used once, to bind.
 *
 * @throws QuoinError `email_unverified`, `no_account`, `invitation_invalid`, `account_conflict`,
 * `account_disabled`
 */
export async function accountOf(needs: AccountNeeds, arrival: Arrival): Promise<Account> {
  const decided = await decide(needs, arrival).catch((error: unknown) => {
    if (!isOvertaken(error)) throw error;
    return decide(needs, arrival);
  });
  if (!("heldBy" in decided)) return decided;
  // The owner is the only one who can say whose it is now, so they hear of it.
  const [at, details] = [needs.now(), { provider: arrival.provider }];
  const event = { at, targetId: decided.heldBy, details, ...needs.origin };
  await recordEvent(needs.db, { action: "address_clash", ...event });
  throw new QuoinError("account_conflict");
}

/** True when somebody else, or the same arrival in another tab, was faster: look again. */
function isOvertaken(error: unknown): boolean {
  const keys = ["people_email_norm", "people_owner", "identities_subject", "identities_person"];
  const isSpent = error instanceof QuoinError && error.code === "invitation_invalid";
  const isGone = isAbsent(error, "identities_person_id_people_id_fk");
  return isSpent || isGone || keys.some((key) => isDuplicate(error, key));
}

function decide(needs: AccountNeeds, arrival: Arrival): Promise<Account | { heldBy: PersonId }> {
  const { db, now, site } = needs;
  const { provider, profile, invite } = arrival;
  const { email, emailVerified, subject } = profile;
  const norm = email !== null && emailVerified ? emailNorm(email) : null;
  const at = now();
  const newcomer: Newcomer = { ...arrival, norm, at, rules: site.signUp };
  const realm = realmOf(arrival);

  return db.transaction(async (tx) => {
    const note = notes(tx, needs, at);
    await nameIssuer(tx, arrival, subject);
    const bound = await byIdentity(tx, { realm, subject });
    if (bound) {
      if (email !== null) {
        if (norm !== null) await followAddress(tx, bound.id, { email, norm, realm }, note);
        await tx.update(identities).set({ email }).where(sameIdentity({ realm, subject }));
      }
      return admit(tx, bound, { newcomer, needs, note });
    }
    // From here on the address decides.
    if (email === null || !emailVerified) {
      const claim = email === null ? "email" : "email_verified";
      throw new QuoinError("email_unverified", { claim });
    }
    if (norm === null) throw new QuoinError("no_account");
    const identity = { provider: realm, subject, email, createdAt: at };
    const theirs = await byEmail(tx, norm);
    if (theirs) {
      const other = await subjectOf(tx, theirs.id, arrival);
      if (other === undefined) {
        await tx.insert(identities).values({ ...identity, personId: theirs.id });
        await note("identity_bound", theirs.id, { details: { provider } });
      } else if (other !== subject) {
        return { heldBy: theirs.id };
      } // else another tab has bound them between our two questions
      return admit(tx, theirs, { newcomer, needs, note });
    }
    const place = await placeOfNewcomer(tx, { ...newcomer, norm });
    if (place === null) throw new QuoinError(invite === null ? "no_account" : "invitation_invalid");
    const { role, invitationId: targetId } = place;
    const made = await createPerson(tx, { email, norm, name: profile.name, role, at });
    await tx.insert(identities).values({ ...identity, personId: made.id });
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
    more: { targetId?: InvitationId | PersonId; details?: Record<string, string> } = {},
  ) =>
    recordEvent(tx, { action, actorId, at, ...more, ...origin });

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

async function byEmail(tx: Tx, norm: string) {
  const [found] = await tx.select(known).from(people).where(eq(people.emailNorm, norm));
  return found;
}
