import { randomBytes } from "node:crypto";

import type { IdentityProvider } from "@quoin/drivers";

import { type Config, ConfigError } from "./config.ts";

const nothingToClose = async () => {};

/** The provider that signs people in, and what ends with it. */
export interface OpenedIdentity {
  identity: IdentityProvider;
  line: string;
  close: () => Promise<void>;
}

/** Opens the identity provider a configuration chooses. The local one listens on a port of its own. */
export async function openIdentity({ identity, url }: Config): Promise<OpenedIdentity> {
  const redirectUri = `${url.origin}/auth/${identity.kind}/callback`;
  if (identity.kind === "google") {
    const { googleProvider } = await import("@quoin/drivers/production");
    return {
      identity: googleProvider({ ...identity, redirectUri }),
      line: "sign-in    Google",
      close: nothingToClose,
    };
  }
  if (identity.kind === "oidc") {
    const { discoverProvider } = await import("@quoin/drivers/production");
    const provider = await discoverProvider({ ...identity, redirectUri });
    return { identity: provider, line: `sign-in    ${identity.issuer}`, close: nothingToClose };
  }
  const [{ localProvider }, { openLocalProvider }] = await Promise.all([
    import("@quoin/drivers/embedded"),
    import("./local-provider.ts").catch((): never => {
      throw new ConfigError([
        "GOOGLE_CLIENT_ID is not set, nor OIDC_ISSUER, and this build has no local provider.",
      ]);
    }),
  ]);
  const client = { clientId: "quoin", clientSecret: randomBytes(32).toString("base64url") };
  const local = await openLocalProvider({ ...client, redirectUri });
  return {
    identity: localProvider({ ...client, redirectUri, issuer: local.issuer }),
    line: "sign-in    the local cast: for this machine only, anyone here may be anyone",
    close: () => local.close(),
  };
}
