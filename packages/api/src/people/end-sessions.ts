import type { PersonId } from "@quoin/model";
import { sql } from "drizzle-orm";

import { isDriverError } from "../driver-errors.ts";
import type { Needs } from "../services.ts";
import { people } from "./person.table.ts";

/** Ends every session of a row at its next request, whatever any store holds. */
export const raised = { authVersion: sql`${people.authVersion} + 1`, keptSid: null };

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
