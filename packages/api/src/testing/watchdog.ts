import type { Db } from "@quoin/drivers";

/**
 * The same handle, with a watchdog on its transactions: one open for 5 seconds has awaited
 * something other than its `tx`, which on PGlite's one connection would wait for ever.
 */
export function watched(db: Db, limitMs = 5000): Db {
  const begin = db.transaction.bind(db);
  db.transaction = (work, config) => begin((tx) => inTime(work(tx), limitMs), config);
  return db;
}

async function inTime<Answer>(work: Promise<Answer>, limitMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`a transaction was open for ${limitMs} ms: use only tx inside it`);
    timer = setTimeout(() => reject(error), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
