import type { PersonId } from "@quoin/model";

import { isDriverError } from "../driver-errors.ts";
import type { Needs } from "../services.ts";

/**
 * Clears away the sessions of people whose `auth_version` was raised. They ended with that commit:
 * a store that is away now keeps only what no request will be let in with.
 */
export async function endSessions(
  { sessions }: Needs<"sessions">,
  ...ids: readonly PersonId[]
): Promise<void> {
  try {
    for (const id of ids) await sessions.revokeAll(id);
  } catch (error) {
    if (!isDriverError(error, "StoreUnavailable")) throw error;
  }
}
