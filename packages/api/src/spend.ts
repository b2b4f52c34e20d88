import type { Allowance } from "@quoin/drivers";
import { QuoinError } from "@quoin/model";

import type { Context, Viewer } from "./procedures.ts";
import type { Needs } from "./services.ts";

/** Who asks, as far as limits want to know. */
export type Asker = Pick<Context, "limits" | "viewer" | "hadToken" | "address">;

/** Counts one call against an allowance. @throws QuoinError `too_many_requests` */
export async function count(
  { limits }: Needs<"limits">,
  allowance: Allowance,
  key: string,
): Promise<void> {
  const wait = await limits.count(allowance, key);
  if (wait !== null) throw new QuoinError("too_many_requests", { retryAfterSeconds: wait });
}

/** Whose allowance it is: a person's own, wherever they are, or that of an address. */
export const keyOf = (viewer: Viewer | null, { address }: Pick<Context, "address">): string =>
  viewer?.person.id ?? address;

/**
 * Counts something that costs much, by whichever door it is asked for: against the allowance of
 * whoever is signed in, else of their address. While sessions cannot be read, that is everybody.
 *
 * @throws QuoinError `too_many_requests`
 */
export async function spend(asker: Asker, allowance: Allowance): Promise<void> {
  const looked = asker.hadToken ? asker.viewer({ passive: true }) : null;
  const viewer = await Promise.resolve(looked).catch(() => null);
  await count(asker, allowance, keyOf(viewer, asker));
}
