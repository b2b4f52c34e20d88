import type { OneTimeStore } from "@quoin/drivers";
import { QuoinError } from "@quoin/model";

import { transactionMs } from "./sign-in-transaction.ts";

const keyOf = (key: string) => `setup:${key}`;

/** Remembers for ten minutes that whoever holds this key has given the setup token. */
export async function keepSetup(once: OneTimeStore, key: string): Promise<void> {
  await once.putOnce(keyOf(key), "given", transactionMs);
}

/** True, once, for a key that was kept; false without one. @throws QuoinError `sign_in_expired` */
export async function takeSetup(once: OneTimeStore, key: string | undefined): Promise<boolean> {
  if (key === undefined) return false;
  const isKept = /^[\w-]{43}$/.test(key) && (await once.takeOnce(keyOf(key))) !== null;
  if (!isKept) throw new QuoinError("sign_in_expired");
  return true;
}
