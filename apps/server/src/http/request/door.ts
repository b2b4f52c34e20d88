import type { HttpBindings } from "@hono/node-server";
import type { Services } from "@quoin/api";
import type { IdentityProvider } from "@quoin/drivers";
import type { Assets } from "@quoin/web/reading";

import type { Logger } from "../../log.ts";
import type { DeskAssets } from "./assets.ts";

/** What every door is handed. */
export interface Door {
  services: Services;
  /** The public origin (`QUOIN_URL`), already checked. */
  url: URL;
  /** The one provider this site signs people in with. */
  identity: IdentityProvider;
  /** True while the local cast is on, where anybody is let in: names of other machines are refused. */
  isOnlyHere: boolean;
  /** How many proxies in front are believed (`QUOIN_TRUST_PROXY`). */
  trustProxy: number;
  readingAssets: Assets;
  deskAssets: DeskAssets;
  log: Logger;
  /** How long senders may be silent in the middle of a body; absent for the usual time. */
  silenceMs?: number;
  /** Names of the services that do not answer just now. */
  ready: () => Promise<string[]>;
}

/** What Hono knows of one request. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The refusal's code and the person, for the request's log line. */
    errorCode?: string;
    personId?: string;
    /** Only on pages of the desk and of sign-in. */
    nonce?: string;
  };
}
