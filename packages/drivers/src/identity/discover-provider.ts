import { askProvider } from "./ask-provider.ts";
import { IdentityFailure, type IdentityProvider } from "./identity-provider.ts";
import { openOpenidProvider } from "./openid-provider.ts";
import type { ClientSettings } from "./presets.ts";

/** Signatures with a public key; a provider's other choices are not offered to it. */
const publicKeyAlgorithms = ["RS256", "PS256", "ES256", "EdDSA"];

/**
 * Any OpenID provider, found by its issuer (OpenID Connect Discovery 1.0 §4).
 *
 * @throws IdentityFailure when the issuer cannot be reached or describes another one
 */
export async function discoverProvider({
  issuer,
  ...client
}: ClientSettings & { issuer: string }): Promise<IdentityProvider> {
  const found = await read(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const text = (name: string): string => {
    const value = found[name];
    if (typeof value === "string") return value;
    throw new IdentityFailure("failed", `${issuer} does not say its ${name}`);
  };
  if (text("issuer") !== issuer) {
    throw new IdentityFailure("untrusted", `${issuer} describes ${text("issuer")}`);
  }
  const userinfo = found["userinfo_endpoint"];
  const lists = (name: string, value: string): boolean => {
    const values = found[name];
    return Array.isArray(values) && values.includes(value);
  };
  return openOpenidProvider({
    id: "oidc",
    label: new URL(issuer).host,
    issuer,
    ...client,
    authorizationEndpoint: text("authorization_endpoint"),
    tokenEndpoint: text("token_endpoint"),
    jwksUri: text("jwks_uri"),
    asksWhichAccount: lists("prompt_values_supported", "select_account"),
    canAskAgain: true,
    saysAuthTime: lists("claims_supported", "auth_time"),
    ...(typeof userinfo === "string" ? { userinfoEndpoint: userinfo } : {}),
    algorithms: publicKeyAlgorithms.filter((name) =>
      lists("id_token_signing_alg_values_supported", name),
    ),
  });
}

async function read(url: string): Promise<Record<string, unknown>> {
  const { status, body } = await askProvider(url);
  if (status !== 200 || body === null) {
    throw new IdentityFailure("failed", `${url} did not answer with a description`);
  }
  return body;
}
