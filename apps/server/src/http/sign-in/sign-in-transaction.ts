import { createHash, timingSafeEqual } from "node:crypto";

import type { BegunSignIn, OneTimeStore } from "@quoin/drivers";
import { type PersonId, QuoinError } from "@quoin/model";

/** How long a person may take at their provider. */
export const transactionMs = 600_000;

/** What must be remembered between the two halves of a sign-in. It never leaves the server. */
export interface Transaction {
  provider: string;
  nonce: string;
  codeVerifier: string;
  authSince: number | null;
  /** Whoever is signed in and must prove it once more; null for any other sign-in. */
  isStill: PersonId | null;
  intent: "signin" | "signup";
  /** The token of the invitation's link; null without one. */
  invite: string | null;
  hasSetupToken: boolean;
  /** As asked for; judged where it is used. */
  returnTo: string;
  /** The session this browser had, which ends when the new one begins. */
  oldSid: string | null;
  begunAt: number;
}

interface Kept extends Transaction {
  /** SHA-256 of the cookie that ties it to one browser. */
  bindingHash: string;
}

const keyOf = (state: string) => `sign-in:${state}`;
const hashOf = (text: string) => createHash("sha256").update(text).digest("base64url");

/** Remembers a sign-in under its state for ten minutes, for this browser alone. */
export async function keepTransaction(
  once: OneTimeStore,
  { state }: Pick<BegunSignIn, "state">,
  transaction: Transaction,
  binding: string,
): Promise<void> {
  const kept: Kept = { ...transaction, bindingHash: hashOf(binding) };
  await once.putOnce(keyOf(state), JSON.stringify(kept), transactionMs);
}

/**
 * Takes a sign-in back, once: it is gone afterwards even when it was not this browser's.
 *
 * @throws QuoinError `sign_in_expired`
 */
export async function takeTransaction(
  once: OneTimeStore,
  asked: { state: string; binding: string | null; provider: string; now: number },
): Promise<Transaction> {
  const value = await once.takeOnce(keyOf(asked.state));
  if (value === null) throw new QuoinError("sign_in_expired");
  const { bindingHash, ...transaction } = JSON.parse(value) as Kept; // only we write there
  const isOurs =
    asked.binding !== null &&
    timingSafeEqual(Buffer.from(hashOf(asked.binding)), Buffer.from(bindingHash)) &&
    transaction.provider === asked.provider &&
    asked.now - transaction.begunAt <= transactionMs;
  if (!isOurs) throw new QuoinError("sign_in_expired");
  return transaction;
}
