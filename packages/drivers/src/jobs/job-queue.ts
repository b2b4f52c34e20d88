import type { Db, Tx } from "../database/database.ts";

/** A job as its feature lists it. It may run twice: it looks at what is stored and does what is missing. */
export interface Job {
  name: string;
  /** Five cron fields in UTC, for work that runs by the clock. */
  schedule?: string;
  run(data: unknown): Promise<void>;
}

/**
 * Work for later, kept in the database: pg-boss. In one process two jobs run at once, never two
 * of one name. `job-queue.contract.ts` is the full promise.
 */
export interface JobQueue {
  /**
   * Adds a job inside the caller's transaction (or on its own, given a `Db`), so that it exists
   * exactly when its reason does. With a `key`, one waiting job of that name and key is enough.
   * `notBefore`: the moment it waits for, ISO 8601 in UTC by the database's clock; it starts within
   * some ten seconds of it.
   */
  enqueue(
    on: Db | Tx,
    name: string,
    data: object,
    options?: { key?: string; notBefore?: string },
  ): Promise<void>;

  /** Starts to work on these. Call once; failed jobs are tried 3 times more, with growing pauses. */
  work(jobs: readonly Job[]): Promise<void>;

  /**
   * Runs what is waiting now, one after the other, and says how many there were: for scripts and
   * tests. The first that fails rejects, and waits to be tried again.
   */
  drain(jobs: readonly Job[]): Promise<number>;

  /** Finishes what is running, for at most 10 seconds, then stops. */
  close(): Promise<void>;
}
