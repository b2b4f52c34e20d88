import { type BlobId, QuoinError } from "@quoin/model";
import { expect, test } from "vitest";

import { newId } from "../new-id.ts";
import { people as accounts } from "../people/person.table.ts";
import { openWorld } from "../testing/world.ts";
import { forgetMedia } from "./forget.ts";
import { blobs, media, mediaVariants } from "./media.table.ts";
import { sweepOrphans } from "./orphans.ts";
import { sweepMedia } from "./sweep.ts";
import { uploads } from "./upload.table.ts";
import { finishUpload } from "./uploads/finish.ts";
import { pngOf, put } from "./uploads/test-files.ts";
import { abandonUpload, beginUpload } from "./uploads/upload.ts";
import { makeVariants } from "./variants.ts";

const { services, people, clock, runJobs } = await openWorld();
const day = 24 * 3_600_000;
const facts = { type: "image/webp", cache: "immutable", maxBytes: 10 } as const;
/** Moves to so long from now: a store keeps real time. */
const goTo = (ms: number) => clock.advance(Date.now() + ms - Date.parse(clock.now()));
const write = (key: string) => services.blobs.put(key, new Blob(["a copy"]).stream(), facts);

async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of services.blobs.list("")) keys.push(key);
  return keys.toSorted();
}
async function knownKeys(): Promise<string[]> {
  const rows = await services.db.select().from(blobs);
  const copies = await services.db.select().from(mediaVariants);
  const arriving = await services.db.select().from(uploads);
  const keys = rows.flatMap(({ key, originalKey }) => [key, originalKey]);
  const all = [...keys, ...copies.map(({ key }) => key), ...arriving.map((one) => one.incomingKey)];
  return [...new Set(all)].toSorted();
}

/** The services of a process that is killed at its `n`th word with the store. */
function killedAt(n: number) {
  let left = n;
  const store = new Proxy(services.blobs, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function") return method;
      return (...given: unknown[]): unknown => {
        left -= 1;
        if (left > 0) return Reflect.apply(method, target, given);
        throw new Error("killed");
      };
    },
  });
  return { ...services, blobs: store };
}
const orKilled = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    const isExpected = error instanceof QuoinError || (error as Error).message === "killed";
    if (!isExpected) throw error;
  });

/** Numbers that look random and are the same each time. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

test.each([1, 2, 3])(
  "whatever was cut short, after two days the store holds what rows know: history %i",
  async (seed) => {
    const roll = dice(seed * 7919);
    for (let round = 0; round < 10; round += 1) {
      const file = pngOf(330, 10, roll(6));
      const told = { name: "a.png", type: "image/png", bytes: file.length };
      const begun = await beginUpload(services, people.mara, told);
      if (begun.state !== "pending") continue;
      const part = begun.parts[0]!;
      if (roll(8) > 0) await put(services, part, file);
      for (let tries = roll(3); tries > 0; tries -= 1) {
        await orKilled(finishUpload(killedAt(1 + roll(9)), people.mara, begun));
        clock.advance(300_000); // the claim of who was killed has run out
      }
      const whole = () => orKilled(finishUpload(services, people.mara, begun));
      await Promise.all(Array.from({ length: roll(3) }, whole));
      if (roll(3) === 0) await orKilled(abandonUpload(services, people.mara, begun));
      if (roll(2) === 0) await put(services, part, file); // its address still works
      const known = await services.db.select().from(blobs);
      const { id: blobId } = known[roll(known.length + 1)] ?? { id: newId<"Blob">() };
      await orKilled(makeVariants(killedAt(1 + roll(4)), { blobId }));
      const [shown] = roll(4) === 0 ? await services.db.select().from(media) : [];
      if (shown) {
        const gone = { id: shown.id, at: clock.now() };
        await services.db.transaction((tx) => forgetMedia(tx, gone));
      }
      if (roll(4) === 0) await sweepMedia(services);
    }
    goTo(2 * day);
    await sweepMedia(services);
    await Promise.all([sweepOrphans(services), sweepOrphans(services)]);
    expect(await storedKeys()).toEqual(await knownKeys());
  },
);

test("what is younger than a day stays: a row of it may be about to come", async () => {
  const id = newId<"Blob">();
  const keys = [`incoming/${id}`, `media/${id}/w40.webp`, `originals/${id}`];
  await Promise.all(keys.map(write));
  goTo(day - 60_000);
  await sweepOrphans(services);
  expect(await storedKeys()).toEqual(expect.arrayContaining(keys));
  goTo(day + 60_000);
  await sweepOrphans(services);
  expect(await storedKeys()).toEqual(await knownKeys());
});

test("a copy that gets its row while it is taken for an orphan is made again", async () => {
  const file = pngOf(330, 10, 77);
  const told = { name: "a.png", type: "image/png", bytes: file.length };
  const begun = await beginUpload(services, people.mara, told);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  await put(services, begun.parts[0]!, file);
  await finishUpload(services, people.mara, begun);
  const [row] = await services.db.select().from(blobs);
  const blobId: BlobId = row!.id;
  await write(`media/${blobId}/w320.webp`);
  goTo(2 * day);
  const late: typeof services.blobs.remove = async (keys) => {
    await runJobs();
    await services.blobs.remove(keys);
  };
  await sweepOrphans({ ...services, blobs: { ...services.blobs, remove: late } });
  await runJobs();
  await sweepMedia(services);
  expect(await storedKeys()).toEqual(await knownKeys());
  expect(await storedKeys()).toContain(`media/${blobId}/w320.webp`);
});

test("files that are not named as ours, or are older than this site, are left alone", async () => {
  const id = newId<"Blob">();
  await write("media/logo.png");
  await write(`originals/${id}`);
  goTo(0);
  const { now, db } = services;
  await db.update(accounts).set({ createdAt: new Date(Date.parse(now()) + day).toISOString() });
  goTo(3 * day);
  await sweepOrphans(services);
  const foreign = ["media/logo.png", `originals/${id}`];
  expect(await storedKeys()).toEqual(expect.arrayContaining(foreign));
  await services.blobs.remove(foreign);
});
