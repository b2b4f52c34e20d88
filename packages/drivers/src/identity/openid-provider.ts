import { CodeChallengeMethod, generateCodeVerifier, generateState, OAuth2Client } from "arctic";
import { createRemoteJWKSet, customFetch } from "jose";

import { boundedFetch } from "./ask-provider.ts";
import { exchangeCode } from "./exchange-code.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { readUserinfo } from "./read-userinfo.ts";
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
  /** Asked when the id_token names no address; absent for a provider whose id_token always does. */
  userinfoEndpoint?: string;
  /** True when it knows `prompt=select_account`; others refuse what they do not know. */
  asksWhichAccount?: boolean;
  /** True when it obeys `prompt=login` and `max_age`, as OpenID Connect Core §15.1 wants of all. */
  canAskAgain: boolean;
  /** True when it promises `auth_time`: an id_token without it is then no proof of asking again. */
  saysAuthTime: boolean;
  /** True for Google, whose `hd` is a Workspace. From any other issuer it is a word like any other. */
  hasWorkspaces?: boolean;
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
  const { authorizationEndpoint, tokenEndpoint, jwksUri, userinfoEndpoint } = settings;
  for (const url of [issuer, authorizationEndpoint, tokenEndpoint, jwksUri]) requireHttps(url);
  if (userinfoEndpoint !== undefined) requireHttps(userinfoEndpoint);

  const client = new OAuth2Client(clientId, null, redirectUri);
  const keys = createRemoteJWKSet(new URL(jwksUri), {
    timeoutDuration: 5000,
    [customFetch]: boundedFetch,
  });
  const tokenClient = { tokenEndpoint, clientId, clientSecret, redirectUri };

  return {
    id,
    label,
    issuer,
    canAskAgain: settings.canAskAgain,

    begin({ isAgain } = { isAgain: false }) {
      const [state, nonce, codeVerifier] = [
        generateState(),
        generateState(),
        generateCodeVerifier(),
      ];
      const url = client.createAuthorizationURLWithPKCE(
        authorizationEndpoint,
        state,
        CodeChallengeMethod.S256,
        codeVerifier,
        ["openid", "email", "profile"],
      );
      url.searchParams.set("nonce", nonce);
      const asksAgain = isAgain && settings.canAskAgain;
      if (asksAgain) {
        url.searchParams.set("prompt", "login");
        url.searchParams.set("max_age", "0");
      } else if (settings.asksWhichAccount === true) {
        url.searchParams.set("prompt", "select_account");
      }
      const authSince = asksAgain ? Math.floor(Date.now() / 1000) : null;
      return { url, state, nonce, codeVerifier, authSince };
    },

    async finish({ code, codeVerifier, nonce, authSince }) {
      const exchanged = await exchangeCode(tokenClient, { code, codeVerifier });
      const profile = await verifyIdToken(exchanged.idToken, {
        keys,
        nonce,
        authSince,
        saysAuthTime: settings.saysAuthTime,
        hasWorkspaces: settings.hasWorkspaces === true,
        clientId,
        issuers: [issuer, ...(settings.issuerAliases ?? [])],
        algorithms: settings.algorithms ?? ["RS256"],
      });
      const { accessToken } = exchanged;
      if (profile.email !== null || userinfoEndpoint === undefined || accessToken === null) {
        return profile;
      }
      return { ...profile, ...(await readUserinfo(userinfoEndpoint, accessToken, profile)) };
    },
  };
}

/** A provider in clear text could be anybody; only on this machine is it known who answers. */
function requireHttps(address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return;
  throw new Error(`${address} must begin with https://`);
}
