import { refusalOf } from "@quoin/client";
import { isTRPCClientError } from "@trpc/client";

import type { Want } from "../session/sign-in-again.ts";

/** What went wrong, for people: the site's own words, or that it could not be reached. */
export function messageOf(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal === null) return "Quoin cannot be reached. Check the connection, then retry.";
  const { construct } = refusal.details;
  return construct === undefined
    ? refusal.message
    : `${refusal.message} What weighs most in it: ${construct}.`;
}

/** What finds a failed request in the site's log; null when it answered nothing, or meant it. */
export function requestIdOf(error: unknown): string | null {
  if (!isTRPCClientError(error) || !isPassing(error)) return null;
  const response = error.meta?.["response"];
  return response instanceof Response ? response.headers.get("x-request-id") : null;
}

/** True when trying again may help: nothing was reached, or what was is in trouble itself. */
export function isPassing(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === null || refusal.retry === "later";
}

/** True when a call failed because nobody is signed in. */
export const isSignedOut = (error: unknown): boolean => wantOf(error) === "session";

/** What whoever was refused has to do, when signing in is what helps. */
export function wantOf(error: unknown): Want | null {
  const refusal = refusalOf(error);
  if (refusal?.retry !== "signed_in") return null;
  return refusal.code === "sign_in_again" ? "fresh" : "session";
}
