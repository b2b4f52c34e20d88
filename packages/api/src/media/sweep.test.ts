import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { openWorld, refusal } from "../testing/world.ts";
import { blobs, media } from "./media.table.ts";
import { sweepMedia } from "./sweep.ts";
import { uploads } from "./upload.table.ts";
import { pngOf, put } from "./uploads/test-files.ts";

const { as, services, clock, runJobs } = await openWorld();
const day = 24 * 3_600_000;
const photo = pngOf(400, 200);
const zip = { name: "a.zip", type: "application/zip", bytes: 17 * 1024 * 1024 };

async function begin(file: { name: string; type: string; bytes: number }) {
  const begun = await as("mara").media.begin(file);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  return begun;
}
const describePhoto = { name: "a.png", type: "image/png", bytes: photo.length };

async function unfinished(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of services.blobs.unfinished(new Date(Date.now() + day))) keys.push(key);
  return keys;
}

test("uploads nobody finished go after a day, with all that arrived of them", async () => {
  const [whole, inParts] = [await begin(describePhoto), await begin(zip)];
  await put(services, whole.parts[0]!, photo);
  clock.advance(day - 1);
  const fresh = await begin(describePhoto);
  await put(services, fresh.parts[0]!, photo);
  clock.advance(1);
  await Promise.all([sweepMedia(services), sweepMedia(services)]);

  await expect(as("mara").media.finish({ id: whole.id })).rejects.toEqual(
    refusal("upload_not_found"),
  );
  expect(await services.blobs.head(`incoming/${whole.id}`)).toBeUndefined();
  expect(await unfinished()).not.toContain(`incoming/${inParts.id}`);
  expect(await as("mara").media.finish({ id: fresh.id })).toMatchObject({ state: "ready" });
});

test("an upload that is being checked is spared while its claim lasts", async () => {
  const { id } = await begin(describePhoto);
  clock.advance(day);
  const claimedUntil = new Date(Date.parse(clock.now()) + 1000).toISOString();
  await services.db.update(uploads).set({ state: "checking", claimedUntil });
  await sweepMedia(services);
  expect(await services.db.select().from(uploads)).toMatchObject([{ id }]);
  clock.advance(1000);
  await sweepMedia(services);
  expect(await services.db.select().from(uploads)).toEqual([]);
});

test("parts no row knows are forgotten, those of a living upload are kept", async () => {
  const stray = `incoming/stray-${Date.now()}`;
  await services.blobs.begin(stray, zip, { expiresInSeconds: 60 });
  clock.advance(Date.now() + 2 * day - Date.parse(clock.now())); // the store keeps real time
  const { id } = await begin(zip);
  await sweepMedia(services);
  expect(await unfinished()).not.toContain(stray);
  expect(await unfinished()).toContain(`incoming/${id}`);
});

test("bytes in the undo window are kept until it has passed, then go with all their copies", async () => {
  const { id, parts } = await begin(describePhoto);
  await put(services, parts[0]!, photo);
  await as("mara").media.finish({ id });
  await runJobs();
  const [blob] = await services.db.select().from(blobs);
  const variant = `media/${blob!.id}/w320.webp`;
  const deleteAfter = new Date(Date.parse(clock.now()) + 7 * day).toISOString();
  await services.db.update(uploads).set({ mediaId: null });
  await services.db.delete(media);
  await services.db
    .update(blobs)
    .set({ state: "deleting", deleteAfter })
    .where(eq(blobs.id, blob!.id));

  await sweepMedia(services);
  expect(await services.blobs.head(variant)).toBeDefined();
  clock.advance(7 * day);
  await sweepMedia(services);
  for (const key of [variant, blob!.key, blob!.originalKey]) {
    expect(await services.blobs.head(key)).toBeUndefined();
  }
  expect(await services.db.select().from(blobs)).toEqual([]);
});
