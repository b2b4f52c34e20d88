import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDiskBlobs } from "@quoin/drivers/embedded";
import { afterAll, expect, test } from "vitest";

import { openWorld, refusal } from "../../testing/world.ts";
import { finishUpload } from "./finish.ts";
import { pngOf, put } from "./test-files.ts";
import { abandonUpload, beginUpload } from "./upload.ts";

const { services, people } = await openWorld();
const folder = await mkdtemp(join(tmpdir(), "quoin-storage-"));
afterAll(() => rm(folder, { recursive: true }));
const [here, away] = [join(folder, "blobs"), join(folder, "away")];
const blobs = openDiskBlobs({ folder: here, secret: "s", baseUrl: "http://localhost:3000" });
const needs = { ...services, blobs };

const photo = pngOf(40, 20);
const zip = { name: "a.zip", type: "application/zip", bytes: 17 * 1024 * 1024 };

test("while storage is away uploads say so, and the same finish succeeds when it is back", async () => {
  const file = { name: "a.png", type: "image/png", bytes: photo.length };
  const begun = await beginUpload(needs, people.mara, file);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  await put(needs, begun.parts[0]!, photo);

  await rename(here, away);
  const unavailable = refusal("storage_unavailable");
  await expect(beginUpload(needs, people.mara, zip)).rejects.toEqual(unavailable);
  await expect(finishUpload(needs, people.mara, begun)).rejects.toEqual(unavailable);

  await rename(away, here);
  expect(await finishUpload(needs, people.mara, begun)).toMatchObject({ state: "ready" });
});

test("an upload can be given up while storage is away: the collector forgets its bytes", async () => {
  const begun = await beginUpload(needs, people.mara, zip);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  await rename(here, away);
  expect(await abandonUpload(needs, people.mara, begun)).toEqual({});
  await rename(away, here);
});
