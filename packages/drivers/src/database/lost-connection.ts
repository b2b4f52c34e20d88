import type { Pool } from "pg";

import { StoreUnavailable } from "../store-unavailable.ts";

// PostgreSQL, "Error Codes": connection exceptions; too many connections; shut down, crashed, starting.
const states = /^(08...|53300|57P0[123])$/;
const reasons = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH"]);
for (const reason of ["ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"]) reasons.add(reason);
// pg says these with no code.
const words =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/** True when it is the connection that failed and not what was asked. */
function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isLostConnection); // of IPv4 and IPv6
  const code = "code" in error ? String(error.code) : "";
  return states.test(code) || reasons.has(code) || words.test(error.message);
}

/**
 * Makes every query of a pool, and of the connections it lends, fail with `StoreUnavailable` when
 * Postgres is lost. The only place that knows how pg says so.
 */
export function tellLostConnections(pool: Pool): void {
  // Both are declared by overloads, which a checker cannot follow through a wrapper.
  pool.connect = translated(pool.connect.bind(pool) as Work) as Pool["connect"];
  pool.on("connect", (client) => {
    client.query = translated(client.query.bind(client) as Work) as typeof client.query;
    // Lost while a transaction pauses between two queries: the next one says so.
    client.on("error", () => {});
  });
}

type Work = (...given: unknown[]) => unknown;

/** The same work, by promise or by callback, with its failures translated. */
function translated(work: Work): Work {
  return (...given) => {
    const last = given.at(-1);
    if (typeof last === "function") {
      return work(...given.slice(0, -1), (error: unknown, ...rest: unknown[]) =>
        last(plain(error), ...rest),
      );
    }
    const answer = work(...given);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      throw plain(error);
    });
  };
}

const plain = (error: unknown): unknown =>
  isLostConnection(error)
    ? new StoreUnavailable("Postgres did not answer", { cause: error })
    : error;
