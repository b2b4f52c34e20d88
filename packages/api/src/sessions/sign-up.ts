import type { Profile, Tx } from "@quoin/drivers";
import type { InvitationId, Role } from "@quoin/model";

import { takeInvitation } from "../invitations/accept.ts";
import { domainNorm, domainOf, emailNorm } from "../people/email-norm.ts";
import type { SignUpRules } from "../services.ts";
import { isOwned } from "./setup.ts";

/** Who stands at the door, with all that could let them in. */
export interface Newcomer {
  /** The provider's id, such as "google". */
  provider: string;
  norm: string;
  profile: Profile;
  intent: "signin" | "signup";
  /** The token of the invitation they followed; null for none. */
  invite: string | null;
  /** They gave the setup token. */
  hasSetupToken: boolean;
  rules: SignUpRules;
  at: string;
}

/** What somebody new becomes here, and the invitation that this uses up. */
export interface Place {
  role: Role;
  invitationId?: InvitationId;
}

/** True for whoever the configuration or the setup token makes the first owner, while nobody owns the site. */
export async function isFirstOwner(
  tx: Tx,
  { norm, hasSetupToken, rules }: Pick<Newcomer, "norm" | "hasSetupToken" | "rules">,
): Promise<boolean> {
  const isNamed = rules.ownerEmail !== null && emailNorm(rules.ownerEmail) === norm;
  return (isNamed || hasSetupToken) && !(await isOwned(tx));
}

/** What somebody without an account may become here; null when they may not make one. */
export async function placeOfNewcomer(tx: Tx, newcomer: Newcomer): Promise<Place | null> {
  const { norm, intent, invite, rules, at } = newcomer;
  if (await isFirstOwner(tx, newcomer)) return { role: "owner" };
  if (invite !== null && rules.mode !== "closed") {
    const taken = await takeInvitation(tx, { token: invite, norm, at });
    if (taken) return { role: taken.role, invitationId: taken.id };
  }
  if (intent !== "signup") return null;
  if (rules.mode === "open") return { role: rules.role };
  const isAdmitted = rules.mode === "domains" && isOfDomains(rules.domains, newcomer);
  return isAdmitted ? { role: rules.role } : null;
}

/** Whole domains are compared: `example.com` admits neither its subdomains nor `notexample.com`. */
function isOfDomains(
  domains: readonly string[],
  { norm, provider, profile: { hostedDomain } }: Newcomer,
): boolean {
  // Anybody may call their own issuer's domain `hd`; Google says whose Workspace it is.
  const workspace = provider === "google" && hostedDomain ? domainNorm(hostedDomain) : null;
  const theirs = [domainOf(norm), workspace];
  return domains.some((domain) => {
    const allowed = domainNorm(domain);
    return allowed !== null && theirs.includes(allowed);
  });
}
