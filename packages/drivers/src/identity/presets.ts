import type { IdentityProvider } from "./identity-provider.ts";
import { openOpenidProvider } from "./openid-provider.ts";

/** This site as a provider knows it. */
export interface ClientSettings {
  clientId: string;
  clientSecret: string;
  /** `{QUOIN_URL}/auth/{id}/callback`. */
  redirectUri: string;
}

/** Google. Endpoints as its "OpenID Connect" page names them, so nothing is asked at the start. */
export const googleProvider = (client: ClientSettings): IdentityProvider =>
  openOpenidProvider({
    id: "google",
    label: "Google",
    issuer: "https://accounts.google.com",
    issuerAliases: ["accounts.google.com"],
    authorizationEndpoint: "https://accounts.google.com/o/oauth2/v2/auth",
    tokenEndpoint: "https://oauth2.googleapis.com/token",
    jwksUri: "https://www.googleapis.com/oauth2/v3/certs",
    asksWhichAccount: true,
    canAskAgain: false, // of prompts it knows none, consent and select_account
    saysAuthTime: false,
    hasWorkspaces: true,
    ...client,
  });

/** The provider of this machine, for development and a first look; never in production. */
export const localProvider = ({
  issuer,
  ...client
}: ClientSettings & { issuer: string }): IdentityProvider =>
  openOpenidProvider({
    id: "local",
    label: "the local cast",
    issuer,
    authorizationEndpoint: `${issuer}/authorize`,
    tokenEndpoint: `${issuer}/token`,
    jwksUri: `${issuer}/jwks`,
    canAskAgain: true,
    saysAuthTime: true,
    algorithms: ["ES256"],
    ...client,
  });
