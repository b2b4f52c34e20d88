import { ArcticFetchError, type OAuth2Client, OAuth2RequestError } from "arctic";

import { IdentityFailure } from "./identity-provider.ts";

const answerMs = 5000;

/** What a code is worth. The access token is for asking once more, and then forgotten. */
export interface Exchanged {
  idToken: string;
  accessToken: string | null;
}

/**
 * Exchanges a code for tokens.
 *
 * @throws IdentityFailure
 */
export async function exchangeCode(
  client: OAuth2Client,
  tokenEndpoint: string,
  { code, codeVerifier }: { code: string; codeVerifier: string },
): Promise<Exchanged> {
  try {
    const exchange = client.validateAuthorizationCode(tokenEndpoint, code, codeVerifier);
    const tokens = await answered(exchange);
    const { data } = tokens;
    const hasAccess = "access_token" in data && typeof data.access_token === "string";
    return { idToken: tokens.idToken(), accessToken: hasAccess ? tokens.accessToken() : null };
  } catch (cause) {
    throw failureOf(cause);
  }
}

function failureOf(cause: unknown): IdentityFailure {
  if (cause instanceof IdentityFailure) return cause;
  if (cause instanceof ArcticFetchError) {
    return new IdentityFailure("unavailable", "the provider cannot be reached", { cause });
  }
  if (cause instanceof OAuth2RequestError && cause.code === "invalid_grant") {
    return new IdentityFailure("expired", "the provider does not take this code", { cause });
  }
  return new IdentityFailure("failed", "the provider answered with an error", { cause });
}

/** arctic passes no signal to `fetch`, so a provider that hangs is left behind here. */
async function answered<Answer>(work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const failure = new IdentityFailure("unavailable", "the provider did not answer in time");
    timer = setTimeout(() => reject(failure), answerMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
