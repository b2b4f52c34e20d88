import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { getRequestListener } from "@hono/node-server";
import { refusalOf } from "@quoin/api";
import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { generateKeyPair } from "jose";

import { readText } from "./http/request/body.ts";
import type { Env } from "./http/request/door.ts";
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

  const app = new Hono<Env>()
    .use(onlyHere(issuer))
    .post("*", readText({ maxBytes: 10_000 }))
    .use(async (c, next) => (await faults.answer?.(c.req.path)) ?? next())
    .route("/", authorizeRoutes(provider))
    .route("/", tokenRoutes(provider))
    .onError((error, c) => {
      const { message, status } = refusalOf(error);
      return c.text(`${message}\n`, status as ContentfulStatusCode); // every refusal has a body
    });
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
