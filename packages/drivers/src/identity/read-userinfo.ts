import { askProvider } from "./ask-provider.ts";
import { IdentityFailure, type Profile } from "./identity-provider.ts";
import { emailIn, stringClaim } from "./verified-email.ts";

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
  { trustsEmail } = { trustsEmail: false },
): Promise<Pick<Profile, "email" | "emailVerified" | "name">> {
  const { status, body: claims } = await askProvider(endpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
    redirect: "error",
  });
  if (status !== 200 || claims === null) {
    throw new IdentityFailure("failed", "the provider does not say who this is");
  }
  if (claims["sub"] !== subject) {
    throw new IdentityFailure("untrusted", "the provider speaks of somebody else");
  }
  return {
    ...emailIn(claims, trustsEmail),
    name: name ?? stringClaim(claims["name"]),
  };
}
