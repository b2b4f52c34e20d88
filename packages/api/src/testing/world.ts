import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Db } from "@quoin/drivers";
import { openJobs } from "@quoin/drivers/jobs";
import { openTestDatabase } from "@quoin/drivers/testing";
import type { CastMember, PersonId } from "@quoin/model";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach } from "vitest";

import { type Context, createCaller, type Services } from "../index.ts";
import { jobsOf } from "../jobs.ts";
import { people } from "../people/person.table.ts";
import { viewerOf } from "../sessions/session.ts";
import { castOf, insertCast } from "./cast.ts";
import { openClock } from "./clock.ts";
import { openStores } from "./stores.ts";
import { watched } from "./watchdog.ts";

export { addPicture } from "./add-picture.ts";
export { refusal } from "./refusal.ts";

const migrations = fileURLToPath(new URL("../../migrations", import.meta.url));
const device = { browser: "Firefox", system: "Linux", address: "192.0.2.0" };

/**
 * The real router over real drivers, with the cast in it: one world per test file, cleared before
 * each test and closed after the last. `QUOIN_TEST_DATABASE_URL`, `QUOIN_TEST_REDIS_URL` and
 * `QUOIN_TEST_S3_URL` put the production drivers under the same tests.
 */
export async function openWorld() {
  const folder = await mkdtemp(join(tmpdir(), "quoin-world-"));
  const database = await openTestDatabase(migrations, process.env.QUOIN_TEST_DATABASE_URL);
  const { stores, close } = await openStores(folder);
  const jobs = await openJobs(database);
  const clock = openClock();
  const services: Services = { ...stores, db: watched(database.db), now: clock.now, jobs };
  const members = castOf();
  const clear = await clearing(database.db);
  const sessions = openSignIn(services);

  beforeEach(async () => {
    clock.reset();
    sessions.forget();
    await clear();
    await insertCast(services.db, members, clock.now());
  });
  afterAll(async () => {
    await jobs.close();
    await close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  return {
    services,
    clock,
    database,
    /** The cast, as domain functions see them. */
    people: members,
    /** Calls of somebody who is not signed in. */
    visitor: callerOf(services),
    /** The same, of somebody who was never here before and has allowances of their own. */
    stranger: () => callerOf(services),
    /** Calls of a member of the cast, signed in when they first ask something. */
    as: (name: CastMember) => callerOf(services, () => sessions.signIn(members[name].id)),
    /** Calls of anybody, signed in anew as they are when they first ask something. */
    anew: (id: PersonId) => callerOf(services, () => signInAnew(services, id)),
    /** Runs the jobs that wait, and says how many there were. */
    runJobs: () => jobs.drain(jobsOf(services)),
  };
}

let callers = 0;

/** Calls of whoever `signIn` gives a token for; of nobody without it. */
function callerOf(services: Services, signIn?: () => Promise<string>) {
  let viewer: ReturnType<Context["viewer"]> | undefined;
  const resolve = async () => (signIn ? viewerOf(services, await signIn()) : null);
  return createCaller({
    ...services,
    hadToken: signIn !== undefined,
    viewer: () => (viewer ??= resolve()),
    origin: { address: "192.0.2.0/24", requestId: "request" },
    address: `caller ${(callers += 1)}`, // each has an allowance of its own
  });
}

/** Signs people in, once at each moment: a busy test would soon have more sessions than a person may. */
function openSignIn({ sessions, now }: Services) {
  const tokens = new Map<string, Promise<string>>();
  return {
    forget: () => tokens.clear(),
    signIn(personId: PersonId): Promise<string> {
      const moment = `${personId} ${now()}`;
      const made = { personId, authVersion: 1, meta: device };
      const token =
        tokens.get(moment) ??
        sessions.create(made, Date.parse(now())).then((created) => created.token);
      tokens.set(moment, token);
      return token;
    },
  };
}

async function signInAnew({ db, sessions, now }: Services, personId: PersonId): Promise<string> {
  const version = { authVersion: people.authVersion };
  const [person] = await db.select(version).from(people).where(eq(people.id, personId));
  if (!person) throw new Error("there is nobody to sign in");
  const made = { personId, ...person, meta: device };
  return (await sessions.create(made, Date.parse(now()))).token;
}

/** Empties every table, ours and those of waiting jobs. */
async function clearing(db: Db): Promise<() => Promise<void>> {
  const { rows } = await db.execute<{ name: string }>(
    sql`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const tables = rows.map(({ name }) => name).join(", ");
  return async () => {
    await db.execute(sql.raw(`TRUNCATE ${tables} CASCADE`));
    await db.execute(sql`DELETE FROM pgboss.job`);
  };
}
