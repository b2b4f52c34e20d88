import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { ConstructorOptions } from "pg-boss";

/** What both drivers answer to a statement of raw SQL. */
interface Answer<Row> {
  rows: Row[];
}
interface AnswerHKT extends PgQueryResultHKT {
  type: Answer<this["row"]>;
}

/** Drizzle over either driver: the same builder, the same SQL. */
export type Db = PgDatabase<AnswerHKT>;

/** The handle inside a transaction; it works wherever a `Db` does. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** Postgres 15 or later, or PGlite in this process. `database.contract.ts` is the full promise. */
export interface Database {
  readonly db: Db;

  /** How pg-boss reaches the same database. */
  readonly forJobs: Readonly<Pick<ConstructorOptions, "backend" | "connectionString" | "db">>;

  /** Applies what is missing of a folder of generated migrations. Safe to run from two processes. */
  migrate(folder: string): Promise<void>;

  /**
   * Calls `hear` after every committed `NOTIFY` on the channel, from any process, and once after
   * a lost connection came back (something may have been missed).
   */
  listen(channel: string, hear: () => void): Promise<void>;

  /** Resolves when the database answers; rejects with `StoreUnavailable` otherwise. */
  ping(): Promise<void>;

  /**
   * Writes the files of the database to a new folder, as they stand at one moment: whatever was
   * committed is in them, and they open like those of a process that was killed then. Only a
   * database in this process has files to copy; the process does nothing else meanwhile.
   */
  readonly copyFiles?: (folder: string) => Promise<void>;

  /** Waits for what is running, then releases everything. Nothing may be asked afterwards. */
  close(): Promise<void>;
}
