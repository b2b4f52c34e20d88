import { isTRPCClientError } from "@trpc/client";
import type { inferRouterError } from "@trpc/server";

import type { QuoinRouter } from "./router.ts";

type WireRefusal = inferRouterError<QuoinRouter>["data"]["refusal"];

/** The name of a refusal. A newer site may send one this version does not know. */
export type ErrorCode = WireRefusal["code"];

/** How a site said no. Branch on `code`; `message` is for people. */
export interface Refusal extends WireRefusal {
  message: string;
}

/**
 * The site's refusal in what a call threw, or null for anything else: no network, a proxy's page,
 * a bug.
 *
 * @example if (refusalOf(error)?.code === "slug_taken") askForAnotherSlug();
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!isTRPCClientError<QuoinRouter>(error)) return null;
  const refusal = error.data?.refusal;
  return refusal?.code ? { ...refusal, message: error.message } : null;
}
