import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Database } from "../database/database.ts";
import { openJobs } from "./index.ts";
import type { Job, JobQueue } from "./job-queue.ts";

/** Everything a job queue promises, in either database. */
export const describeJobs = (driver: string, open: () => Promise<Database>) =>
  describe(`jobs in ${driver}`, () => {
    let database: Database;
    let queue: JobQueue;
    beforeAll(async () => {
      database = await open();
      queue = await openJobs(database);
    });
    afterAll(async () => {
      await queue.close();
      await database.close();
    });

    test("exist exactly when the transaction that asked for them is committed", async () => {
      const { jobs, seen } = listening("ink");
      await database.db.transaction((tx) => queue.enqueue(tx, "ink", { kept: true }));
      const failed = database.db.transaction(async (tx) => {
        await queue.enqueue(tx, "ink", { kept: false });
        throw new Error("changed my mind");
      });
      await expect(failed).rejects.toThrow("changed my mind");
      expect(await queue.drain(jobs)).toBe(1);
      expect(seen).toEqual([{ kept: true }]);
    });

    test("wait once for each key, and every time without one", async () => {
      const { jobs, seen } = listening("fold", "ink");
      for (const key of ["a", "a", "b"]) {
        await queue.enqueue(database.db, "fold", { key }, { key });
      }
      await queue.enqueue(database.db, "ink", { key: "a" }, { key: "a" });
      await queue.enqueue(database.db, "fold", {});
      await queue.enqueue(database.db, "fold", {});
      expect(await queue.drain(jobs)).toBe(5);
      expect(seen).toHaveLength(5);
      await queue.enqueue(database.db, "fold", { key: "a" }, { key: "a" });
      expect(await queue.drain(jobs)).toBe(1);
    });

    test("wait for their moment, and for no longer", async () => {
      const { jobs, seen } = listening("dew", "sun");
      await queue.enqueue(database.db, "dew", { when: "past" }, { notBefore: inMs(-60_000) });
      await queue.enqueue(database.db, "dew", { when: "soon" }, { notBefore: inMs(1500) });
      await queue.enqueue(database.db, "sun", { when: "later" }, { notBefore: inMs(3_600_000) });
      expect(await queue.drain(jobs)).toBe(1);
      expect(seen).toEqual([{ when: "past" }]);
      await expect.poll(() => queue.drain(jobs), { timeout: 5000 }).toBe(1); // the store keeps time
      expect(seen).toEqual([{ when: "past" }, { when: "soon" }]);
    });

    test("that fail say so, and are not lost", async () => {
      const failing: Job = { name: "jam", run: () => Promise.reject(new Error("paper jam")) };
      await queue.enqueue(database.db, "jam", {});
      await expect(queue.drain([failing])).rejects.toThrow("paper jam");
    });

    test("start promptly in a process that works, two at once and never two of a name", async () => {
      const trouble: unknown[] = [];
      const worker = await openJobs(database, { onTrouble: (error) => trouble.push(error) });
      let [running, most, done] = [0, 0, 0];
      const slow = (name: string): Job => ({
        name,
        async run() {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 30)); // the work itself
          running -= 1;
          done += 1;
        },
      });
      await worker.work([slow("press"), { ...slow("dry"), schedule: "0 4 * * *" }]);
      const began = Date.now();
      await queue.enqueue(database.db, "press", {});
      await expect.poll(() => done, { timeout: 10_000 }).toBe(1);
      expect(Date.now() - began).toBeLessThan(1900); // told, not found by looking every 2 seconds
      for (const name of ["press", "press", "press"]) await queue.enqueue(database.db, name, {});
      await expect.poll(() => done, { timeout: 20_000 }).toBe(4);
      expect(most).toBe(1);
      await worker.close();
      expect(trouble).toEqual([]);
    });
  });

/** The moment so long from now. */
const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Jobs of these names that remember what they were given. */
function listening(...names: string[]) {
  const seen: unknown[] = [];
  const jobs = names.map((name): Job => ({ name, run: async (data) => void seen.push(data) }));
  return { jobs, seen };
}
