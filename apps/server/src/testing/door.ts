import type { Services } from "@quoin/api";
import type { IdentityProvider } from "@quoin/drivers";

import type { Door } from "../http/request/door.ts";

/** One line of the log. */
export interface Logged {
  event: string;
  facts: object;
}

/** What doors are handed, over a world's services; the log is kept to be looked at. */
export function doorOver(
  services: Services,
  identity: IdentityProvider,
): Door & { logged: Logged[] } {
  const logged: Logged[] = [];
  const write = (event: string, facts: object = {}) => void logged.push({ event, facts });
  return {
    services,
    url: new URL(services.site.url),
    identity,
    isOnlyHere: false, // the site of other machines, which most tests are about
    trustProxy: 1,
    readingAssets: {
      readingCss: "/assets/reading.css",
      enhanceJs: "/assets/enhance.js",
      fonts: [],
    },
    deskAssets: { script: "/assets/desk.js", styles: [], preload: [] },
    log: { info: write, error: write },
    logged,
    ready: async () => [],
  };
}
