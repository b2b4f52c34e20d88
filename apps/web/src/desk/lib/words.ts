import { refusalOf } from "@quoin/client";
import type { ErrorCode } from "@quoin/model";
import { isTRPCClientError } from "@trpc/client";

import type { Want } from "../session/sign-in-again.ts";

// Refusals that the same call may outlive.
const passing = new Set(["internal", "store_unavailable", "storage_unavailable"]);
passing.add("too_many_requests");

/** What went wrong, for people: the site's own words, or that it could not be reached. */
export function wordsOf(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal === null) return "Quoin cannot be reached. Check the connection, then retry.";
  const { construct } = refusal.details;
  return construct === undefined
    ? refusal.message
    : `${refusal.message} What weighs most in it: ${construct}.`;
}

/** What finds a failed request in the site's log; null when it answered nothing, or meant it. */
export function requestIdOf(error: unknown): string | null {
  if (!isTRPCClientError(error)) return null;
  const code = refusalOf(error)?.code;
  if (code !== undefined && !passing.has(code)) return null;
  const response = error.meta?.["response"];
  return response instanceof Response ? response.headers.get("x-request-id") : null;
}

/** True when trying again may help: nothing was reached, or what was is in trouble itself. */
export function isPassing(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === null || passing.has(refusal.code);
}

/** True when a call failed because nobody is signed in. */
export const isSignedOut = (error: unknown): boolean => wantOf(error) === "session";

const forWantOfSession = new Set<ErrorCode>(["not_signed_in", "session_expired", "session_other"]);

/** What whoever was refused has to do, when signing in is what helps. */
export function wantOf(error: unknown): Want | null {
  const code = refusalOf(error)?.code;
  if (code === "sign_in_again") return "fresh";
  return code !== undefined && forWantOfSession.has(code) ? "session" : null;
}
