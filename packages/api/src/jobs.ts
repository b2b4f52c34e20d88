import type { Job } from "@quoin/drivers";

import type { Services } from "./services.ts";

/** All work that is done later or by the clock: a name, a schedule or none, a domain function. */
export function jobsOf(_services: Services): Job[] {
  return [];
}
