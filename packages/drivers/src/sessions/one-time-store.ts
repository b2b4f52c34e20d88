/**
 * Values that can be taken once: the transaction between "Continue with Google" and its callback.
 * `one-time-store.contract.ts` is the full promise; a driver that passes it may be used anywhere.
 *
 * Methods reject with `StoreUnavailable` when the store fails, and for no other reason.
 */
export interface OneTimeStore {
  /** Keeps a value for `ttlMs`. False, and nothing changes, while the key holds a value. */
  putOnce(key: string, value: string, ttlMs: number): Promise<boolean>;

  /**
   * Gives the value to exactly one caller and forgets it.
   * Null when the key is unknown, taken or expired; callers cannot tell which.
   */
  takeOnce(key: string): Promise<string | null>;

  /** Releases the connection. No method may succeed afterwards. */
  close(): Promise<void>;
}
