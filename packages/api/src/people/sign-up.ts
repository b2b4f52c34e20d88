import type { Profile, Tx } from "@quoin/drivers";
import type { Role } from "@quoin/model";
import { eq } from "drizzle-orm";

import type { SignUpRules } from "../services.ts";
import { domainNorm, domainOf, emailNorm } from "./email-norm.ts";
import { people } from "./person.table.ts";

/** True for the address configured for the first owner, while nobody owns the site. */
export async function isFirstOwner(tx: Tx, norm: string, rules: SignUpRules): Promise<boolean> {
  if (rules.ownerEmail === null || emailNorm(rules.ownerEmail) !== norm) return false;
  return (await tx.$count(people, eq(people.role, "owner"))) === 0;
}

/** What somebody without an account may become here; null when they may not make one. */
export async function roleOfNewcomer(
  tx: Tx,
  newcomer: { norm: string; profile: Profile; intent: "signin" | "signup"; rules: SignUpRules },
): Promise<Role | null> {
  const { norm, profile, intent, rules } = newcomer;
  if (await isFirstOwner(tx, norm, rules)) return "owner";
  if (intent !== "signup") return null;
  if (rules.mode === "open") return rules.role;
  if (rules.mode === "domains" && isOfDomains(rules.domains, { norm, profile })) return rules.role;
  return null;
}

/** Whole domains are compared: `example.com` admits neither its subdomains nor `notexample.com`. */
function isOfDomains(
  domains: readonly string[],
  { norm, profile }: { norm: string; profile: Profile },
): boolean {
  const theirs = [domainOf(norm), profile.hostedDomain && domainNorm(profile.hostedDomain)];
  return domains.some((domain) => {
    const allowed = domainNorm(domain);
    return allowed !== null && theirs.includes(allowed);
  });
}
