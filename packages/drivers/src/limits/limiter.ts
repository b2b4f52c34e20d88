/** How much of something one key may do. */
export interface Allowance {
  /** Names the thing limited; keys of different names never meet. */
  name: string;
  points: number;
  /** The window in seconds. */
  perSeconds: number;
}

/** Counts calls by key. `limiter.contract.ts` is the full promise. */
export interface Limiter {
  /**
   * Counts one call. Null when it may go on, else how many whole seconds to wait (at least 1).
   * A store that fails lets calls through, counted in this process: limits never take the site down.
   */
  count(allowance: Allowance, key: string): Promise<number | null>;
  close(): Promise<void>;
}
