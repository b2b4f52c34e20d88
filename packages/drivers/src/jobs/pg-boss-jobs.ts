import { randomUUID } from "node:crypto";

import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";

import type { Database } from "../database/database.ts";
import type { Job, JobQueue } from "./job-queue.ts";

/** All work waits in one queue; the group of a job is its name. */
const queue = "quoin";

interface Envelope {
  name: string;
  data: object;
}

export interface JobOptions {
  /** Hears of jobs that failed and of lost connections, which nobody waits for. */
  onTrouble?: (error: unknown) => void;
}

/** Jobs in whichever database is open: pg-boss, in a schema of its own. */
export async function openJobs(
  database: Database,
  { onTrouble = () => {} }: JobOptions = {},
): Promise<JobQueue> {
  const boss = new PgBoss({
    ...database.forJobs,
    max: 3,
    useListenNotify: true,
    registerInstance: false, // nobody reads the list, and its heartbeats never rest
  });
  boss.on("error", onTrouble);
  await boss.start();
  if (!(await boss.getQueue(queue))) await makeQueue(boss);

  return {
    async enqueue(on, name, data, { key = randomUUID(), notBefore } = {}) {
      const envelope: Envelope = { name, data };
      const singletonKey = `${name} ${key}`;
      await boss.send(queue, envelope, {
        singletonKey,
        group: { id: name },
        ...(notBefore === undefined ? {} : { startAfter: notBefore }),
        db: fromDrizzle(on, sql),
      });
    },

    async work(jobs) {
      await schedule(boss, jobs);
      for (let worker = 0; worker < 2; worker += 1) await startWorker(boss, jobs, onTrouble);
    },

    async drain(jobs) {
      for (let count = 0; ; count += 1) {
        const [job] = await boss.fetch<Envelope>(queue);
        if (!job) return count;
        try {
          await run(jobs, job.data);
        } catch (error) {
          await boss.fail(queue, job.id);
          throw error;
        }
        await boss.complete(queue, job.id);
      }
    },

    close: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

const makeQueue = (boss: PgBoss) =>
  boss.createQueue(queue, {
    policy: "short", // one waiting job by singleton key
    notify: true,
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 15 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
  });

/**
 * Works on one job at a time, and looks for the next as soon as one is done. Of a job that may start
 * now it is told; one that waits for its moment is found by looking.
 */
async function startWorker(
  boss: PgBoss,
  jobs: readonly Job[],
  onTrouble: (error: unknown) => void,
): Promise<void> {
  const pace = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 };
  const id = await boss.work<Envelope>(
    queue,
    { ...pace, localGroupConcurrency: 1 },
    async ([job]) => {
      try {
        if (job) await run(jobs, job.data);
      } catch (error) {
        onTrouble(error);
        throw error; // so that it is tried again
      } finally {
        boss.notifyWorker(id);
      }
    },
  );
}

async function run(jobs: readonly Job[], { name, data }: Envelope): Promise<void> {
  const job = jobs.find((candidate) => candidate.name === name);
  // Another version of Quoin may have asked for it: tried again, by then perhaps by that version.
  if (!job) throw new Error(`no job is called ${name}`);
  await job.run(data);
}

/** Makes the stored schedules those of the list. */
async function schedule(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  for (const { key } of await boss.getSchedules(queue)) {
    if (!jobs.some((job) => job.name === key && job.schedule)) await boss.unschedule(queue, key);
  }
  for (const job of jobs) {
    if (job.schedule === undefined) continue;
    const envelope: Envelope = { name: job.name, data: {} };
    await boss.schedule(queue, job.schedule, envelope, {
      key: job.name,
      missed: "once",
      singletonKey: `${job.name} by the clock`,
      group: { id: job.name },
    });
  }
}
