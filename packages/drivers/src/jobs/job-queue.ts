import type { Db, Tx } from "../database/database.ts";

/** A job as its feature lists it. It may run twice: it looks at what is stored and does what is missing. */
export interface Job {
  name: string;
  /** Five cron fields in UTC, for work that runs by the clock. */
  schedule?: string;
  /** How many run at once in one process; 1 unless told. */
  concurrency?: number;
  run(data: unknown): Promise<void>;
}

/** Work for later, kept in the database: pg-boss. */
export interface JobQueue {
  /**
   * Adds a job inside the caller's transaction (or on its own, given a `Db`), so that it exists
   * exactly when its reason does. With a `key`, one waiting job of that name and key is enough.
   */
  enqueue(on: Db | Tx, name: string, data: object, options?: { key?: string }): Promise<void>;
  /** Starts to work on these. Call once; failed jobs are tried 3 times, with growing pauses. */
  work(jobs: readonly Job[]): Promise<void>;
  /** Finishes what is running, for at most 10 seconds, then stops. */
  close(): Promise<void>;
}
