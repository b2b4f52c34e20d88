import { askProvider } from "./ask-provider.ts";
import { IdentityFailure } from "./identity-provider.ts";

/** Of a whole id_token: one with two hundred groups in it has some ten thousand characters. */
const maxTokenLength = 32_000;
const maxAnswerLength = 64_000;

/** What a code is worth. The access token is for asking once more, and then forgotten. */
export interface Exchanged {
  idToken: string;
  accessToken: string | null;
}

/** This site at the provider's token endpoint. */
interface TokenClient {
  tokenEndpoint: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
}

/**
 * Exchanges a code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5). A bearer token is all that is
 * understood here, so it is all that is taken.
 *
 * @throws IdentityFailure
 */
export async function exchangeCode(
  { tokenEndpoint, clientId, clientSecret, redirectUri }: TokenClient,
  { code, codeVerifier }: { code: string; codeVerifier: string },
): Promise<Exchanged> {
  const { status, body } = await askProvider(tokenEndpoint, {
    method: "POST",
    headers: {
      accept: "application/json",
      authorization: basicCredentials(clientId, clientSecret),
    },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    }),
    redirect: "error", // the secret is for this address alone
  });
  if ((status === 400 || status === 401) && body?.["error"] === "invalid_grant") {
    throw new IdentityFailure("expired", "the provider does not take this code");
  }
  if (status !== 200 || body === null) throw failed("answered with an error");
  const { id_token: idToken, access_token: accessToken, token_type: type } = body;
  if (typeof type !== "string" || type.toLowerCase() !== "bearer") {
    throw failed("gave a token that is no bearer token");
  }
  if (typeof idToken !== "string") throw failed("gave no id_token");
  if (idToken.length > maxTokenLength || JSON.stringify(body).length > maxAnswerLength) {
    throw failed("gave tokens that are too long");
  }
  return { idToken, accessToken: typeof accessToken === "string" ? accessToken : null };
}

const failed = (what: string) => new IdentityFailure("failed", `the provider ${what}`);

/** RFC 6749 §2.3.1: each half form-encoded, so that a secret may hold any character. */
function basicCredentials(clientId: string, clientSecret: string): string {
  const pair = [clientId, clientSecret].map(formEncoded).join(":");
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

const formEncoded = (text: string) => new URLSearchParams([["", text]]).toString().slice(1);
