import type { Profile } from "./identity-provider.ts";

/**
 * Somebody's address among a provider's claims, and whether it is theirs: when the provider says
 * strictly `true`, or says nothing and owns the domains of its addresses (`trustsEmail`).
 */
export function emailIn(
  { email, email_verified: verified }: Record<string, unknown>,
  trustsEmail: boolean,
): Pick<Profile, "email" | "emailVerified"> {
  const address = stringClaim(email);
  const isSilent = verified === undefined || verified === null;
  return {
    email: address,
    emailVerified: address !== null && (verified === true || (trustsEmail && isSilent)),
  };
}

/** A claim that says something in words. */
export const stringClaim = (claim: unknown): string | null =>
  typeof claim === "string" && claim !== "" ? claim : null;
