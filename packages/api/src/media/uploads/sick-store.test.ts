import type { BlobStore } from "@quoin/drivers";
import { expect, test } from "vitest";

import { openWorld, refusal } from "../../testing/world.ts";
import { finishUpload } from "./finish.ts";
import { pngOf, put } from "./test-files.ts";
import { beginUpload } from "./upload.ts";

const { services, people } = await openWorld();
const photo = pngOf(40, 20);
const zip = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(1000)]);

async function sent(bytes: Buffer<ArrayBuffer>, type: string) {
  const begun = await beginUpload(services, people.mara, { name: "a", type, bytes: bytes.length });
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  await put(services, begun.parts[0]!, bytes);
  return begun;
}

/** A store that answers everything with the same page while it is sick, and says that all went well. */
function sickWith(page: string, isSick: () => boolean): BlobStore {
  const { blobs } = services;
  const bytes = Buffer.from(page);
  const head = (key: string) => ({ key, bytes: bytes.length, type: "text/html", etag: '"page"' });
  return {
    ...blobs,
    complete: async (ref) => (isSick() ? head(ref.key) : blobs.complete(ref)),
    head: async (key) => (isSick() ? head(key) : blobs.head(key)),
    read: async (key, range) =>
      isSick() ? { head: head(key), stream: new Blob([bytes]).stream() } : blobs.read(key, range),
    put: async (key, body, facts) => (isSick() ? head(key) : blobs.put(key, body, facts)),
    copy: async (from, to, facts) => (isSick() ? head(to) : blobs.copy(from, to, facts)),
  };
}
const html = "<!doctype html><p>Back in a minute.</p>";

test.each([
  ["HTML", html],
  ["nothing", ""],
  ["as many bytes as were sent", "x".repeat(photo.length)],
])("a store that answers %s for a while costs nobody their upload", async (_name, page) => {
  let isSick = true;
  const needs = { ...services, blobs: sickWith(page, () => isSick) };
  for (const [bytes, type] of [
    [photo, "image/png"],
    [zip, "application/zip"],
  ] as const) {
    isSick = true;
    const begun = await sent(bytes, type);
    for (const _ of [1, 2]) {
      await expect(finishUpload(needs, people.mara, begun)).rejects.toEqual(
        refusal("storage_unavailable"),
      );
    }
    isSick = false;
    expect(await finishUpload(needs, people.mara, begun)).toMatchObject({ state: "ready" });
  }
});

test("one wrong answer of a store that is well again is looked at twice, and leaves nothing", async () => {
  const begun = await sent(photo, "image/png");
  let answers = 0;
  const copied: string[] = [];
  const sick = sickWith(html, () => (answers += 1) === 3); // completed, copied, read
  const copy: BlobStore["copy"] = (from, to, facts) => {
    copied.push(to);
    return sick.copy(from, to, facts);
  };
  const needs = { ...services, blobs: { ...sick, copy } };
  expect(await finishUpload(needs, people.mara, begun)).toMatchObject({ state: "ready" });
  const kept = await Promise.all(copied.map((key) => services.blobs.head(key)));
  expect(kept.filter((head) => head !== undefined)).toHaveLength(1);
});

test("what really is something else is still refused for good", async () => {
  const begun = await sent(zip, "image/png");
  for (const _ of [1, 2]) {
    await expect(finishUpload(services, people.mara, begun)).rejects.toEqual(
      refusal("upload_type_refused"),
    );
  }
});
