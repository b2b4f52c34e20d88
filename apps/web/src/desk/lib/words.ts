import { refusalOf } from "@quoin/client";

/** What went wrong, for people: the site's own words, or that it could not be reached. */
export function wordsOf(error: unknown): string {
  return refusalOf(error)?.message ?? "Quoin cannot be reached. Check the connection, then retry.";
}

/** True when a call failed because nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  const code = refusalOf(error)?.code;
  return code === "not_signed_in" || code === "session_expired";
}
