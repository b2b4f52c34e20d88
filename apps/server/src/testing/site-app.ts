import { fileURLToPath } from "node:url";

import type { Services } from "@quoin/api";
import { localProvider } from "@quoin/drivers/embedded";

import { createApp } from "../app.ts";
import type { Door } from "../http/request/door.ts";
import { openPageCache } from "../page-cache.ts";
import { doorOver } from "./door.ts";

const client = fileURLToPath(new URL("../../../web/public", import.meta.url));
const issuer = "http://127.0.0.1:9";

type Own = Pick<Door, "identity" | "ready" | "silenceMs" | "isOnlyHere">;

/** The whole site, as the process serves it, over a world's services; with its parts. */
export function siteApp(services: Services, own: Partial<Own> = {}) {
  const redirectUri = `${services.site.url}/auth/local/callback`;
  const identity = localProvider({ clientId: "q", clientSecret: "s", redirectUri, issuer });
  const door = { ...doorOver(services, identity), ...own };
  const pages = openPageCache({ url: door.url });
  return { app: createApp(door, { pages, client }), door, pages };
}
