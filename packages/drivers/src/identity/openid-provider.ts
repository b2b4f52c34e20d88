import { CodeChallengeMethod, generateCodeVerifier, generateState, OAuth2Client } from "arctic";
import { createRemoteJWKSet } from "jose";

import { exchangeCode } from "./exchange-code.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { verifyIdToken } from "./verify-id-token.ts";

/** An OpenID provider, and this site as its client. */
export interface OpenidSettings {
  id: string;
  label: string;
  issuer: string;
  /** Other names the same provider gives itself in tokens. */
  issuerAliases?: readonly string[];
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
  clientId: string;
  clientSecret: string;
  /** `{QUOIN_URL}/auth/{id}/callback`, exactly as registered with the provider. */
  redirectUri: string;
  /** Signatures accepted on an id_token (RFC 7518 §3.1); never `none`, never a shared secret. */
  algorithms?: readonly string[];
}

/** The one relying party: every provider differs by its settings alone. */
export function openOpenidProvider(settings: OpenidSettings): IdentityProvider {
  const { id, label, issuer, clientId, clientSecret, redirectUri } = settings;
  const endpoints = [settings.authorizationEndpoint, settings.tokenEndpoint, settings.jwksUri];
  for (const url of [issuer, ...endpoints]) requireHttps(url);

  const client = new OAuth2Client(clientId, formEncoded(clientSecret), redirectUri);
  const keys = createRemoteJWKSet(new URL(settings.jwksUri), { timeoutDuration: 5000 });

  return {
    id,
    label,
    issuer,

    begin() {
      const [state, nonce, codeVerifier] = [
        generateState(),
        generateState(),
        generateCodeVerifier(),
      ];
      const url = client.createAuthorizationURLWithPKCE(
        settings.authorizationEndpoint,
        state,
        CodeChallengeMethod.S256,
        codeVerifier,
        ["openid", "email", "profile"],
      );
      url.searchParams.set("nonce", nonce);
      url.searchParams.set("prompt", "select_account");
      return { url, state, nonce, codeVerifier };
    },

    async finish({ code, codeVerifier, nonce }) {
      const idToken = await exchangeCode(client, settings.tokenEndpoint, { code, codeVerifier });
      return verifyIdToken(idToken, {
        keys,
        nonce,
        clientId,
        issuers: [issuer, ...(settings.issuerAliases ?? [])],
        algorithms: settings.algorithms ?? ["RS256"],
      });
    },
  };
}

/** A provider in clear text could be anybody; only on this machine is it known who answers. */
function requireHttps(address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return;
  throw new Error(`${address} must begin with https://`);
}

/** arctic leaves out the encoding that RFC 6749 §2.3.1 asks of a secret in Basic credentials. */
const formEncoded = (text: string) => new URLSearchParams([["", text]]).toString().slice(1);
