import { localProvider } from "@quoin/drivers/embedded";
import { afterAll } from "vitest";

import { openLocalProvider } from "../local-provider.ts";
import type { Faults } from "../local-provider/provider.ts";

/** The local provider with a site as its client, open for one test file; and how it goes wrong. */
export async function openLocalSignIn(siteUrl: string) {
  const faults: Faults = {};
  const client = {
    clientId: "quoin",
    clientSecret: "secret",
    redirectUri: `${siteUrl}/auth/local/callback`,
  };
  const local = await openLocalProvider({ ...client, faults });
  afterAll(() => local.close());
  return { identity: localProvider({ ...client, issuer: local.issuer }), faults };
}
