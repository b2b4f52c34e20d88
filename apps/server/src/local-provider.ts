import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { generateKeyPair } from "jose";

import { authorizeRoutes } from "./local-provider/authorize.ts";
import { onlyHere } from "./local-provider/only-here.ts";
import type { Faults, Provider } from "./local-provider/provider.ts";
import { tokenRoutes } from "./local-provider/token.ts";

/** The one client this provider knows. */
export interface LocalProviderSettings {
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  /** Ways to misbehave, for tests of the relying party. */
  faults?: Faults;
}

/**
 * Opens a strict OpenID provider on a free port of 127.0.0.1, where whoever sits at this machine
 * may sign in as any member of the cast. For development and a first look: the production image
 * does not contain this file.
 */
export async function openLocalProvider({ faults = {}, ...client }: LocalProviderSettings) {
  const server = createServer();
  server.keepAliveTimeout = 0; // whoever asks lets go first, and meets no connection just closed
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  const issuer = `http://127.0.0.1:${port}`;
  const keys = await generateKeyPair("ES256", { extractable: true });
  const provider: Provider = { issuer, client, keys, faults, codes: new Map() };

  const app = new Hono()
    .use(onlyHere(issuer))
    .use(async (c, next) => (await faults.answer?.(c.req.path)) ?? next())
    .route("/", authorizeRoutes(provider))
    .route("/", tokenRoutes(provider));
  server.on("request", getRequestListener(app.fetch));

  return {
    issuer,
    url: issuer,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
