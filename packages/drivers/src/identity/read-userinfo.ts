import { IdentityFailure, type Profile } from "./identity-provider.ts";
import { textOf } from "./verify-id-token.ts";

const answerMs = 5000;

/**
 * What a provider says of a person only when asked: one that keeps to the letter of OpenID Connect
 * Core §5.4 leaves the address out of the id_token.
 *
 * @throws IdentityFailure also when the answer is about somebody else (§5.3.2)
 */
export async function readUserinfo(
  endpoint: string,
  accessToken: string,
  { subject, name }: Pick<Profile, "subject" | "name">,
): Promise<Pick<Profile, "email" | "emailVerified" | "name">> {
  const response = await fetch(endpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
    redirect: "error",
    signal: AbortSignal.timeout(answerMs),
  }).catch((cause: unknown) => {
    throw new IdentityFailure("unavailable", "the provider cannot be reached", { cause });
  });
  const claims: unknown = await response.json().catch(() => null);
  if (!response.ok || typeof claims !== "object" || claims === null) {
    throw new IdentityFailure("failed", "the provider does not say who this is");
  }
  if (!("sub" in claims) || claims.sub !== subject) {
    throw new IdentityFailure("untrusted", "the provider speaks of somebody else");
  }
  return {
    email: "email" in claims ? textOf(claims.email) : null,
    emailVerified: "email_verified" in claims && claims.email_verified === true,
    name: name ?? ("name" in claims ? textOf(claims.name) : null),
  };
}
