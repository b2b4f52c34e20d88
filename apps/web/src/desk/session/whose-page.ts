import type { PersonId } from "@quoin/model";

let whose: PersonId | null = null;

/**
 * Says whom this page belongs to until it is left, whoever signs in beside it: what Mara typed
 * must not be saved as Ada's.
 */
export function belongTo(person: PersonId): void {
  whose ??= person;
}

/** What every call of this page says of it; the site refuses to act for anybody else. */
export const pageHeaders = (): Record<string, string> =>
  whose === null ? {} : { "quoin-person": whose };
