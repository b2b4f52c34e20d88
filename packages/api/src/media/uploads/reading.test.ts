import type { Images } from "@quoin/drivers";
import { AsideFailed, ImageRefused } from "@quoin/drivers";
import { expect, test } from "vitest";

import { openWorld, refusal } from "../../testing/world.ts";
import { makeVariants } from "../variants.ts";
import { finishUpload } from "./finish.ts";
import { storeForm } from "./store-form.ts";
import { pngOf, put } from "./test-files.ts";
import { beginUpload } from "./upload.ts";

const { as, services, people, clock } = await openWorld();
const photo = pngOf(400, 200);
const file = { name: "a.png", type: "image/png", bytes: photo.length };

async function sent() {
  const begun = await beginUpload(services, people.mara, file);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  await put(services, begun.parts[0]!, photo);
  return begun;
}
/** The process that reads pictures, when it comes to this end. */
const readerThat = (error: Error): Images => ({
  master: () => Promise.reject(error),
  variants: () => Promise.reject(error),
  close: async () => undefined,
});

test.each(["late", "gone"] as const)(
  "a picture whose reader was %s is still processing, and is read the next time",
  async (reason) => {
    const begun = await sent();
    const needs = { ...services, images: readerThat(new AsideFailed(reason, "killed")) };
    for (const _ of [1, 2]) {
      expect(await finishUpload(needs, people.mara, begun)).toEqual({ state: "checking" });
      clock.advance(10_000);
    }
    expect(await as("mara").media.finish(begun)).toMatchObject({ state: "ready" });
  },
);

test("a form is told that its picture could not be read this time, not that it is damaged", async () => {
  const needs = { ...services, images: readerThat(new AsideFailed("gone", "killed")) };
  const part = { name: "a.png", type: "image/png", body: new Blob([photo]).stream() };
  const stored = storeForm(needs, people.mara, part, new AbortController().signal);
  await expect(stored).rejects.toEqual(refusal("image_reader_busy"));
});

test("only the decoder's own word makes a picture damaged", async () => {
  const begun = await sent();
  const needs = { ...services, images: readerThat(new ImageRefused("unreadable", "bad")) };
  const damaged = refusal("image_unreadable");
  await expect(finishUpload(needs, people.mara, begun)).rejects.toEqual(damaged);
  await expect(as("mara").media.finish(begun)).rejects.toEqual(damaged);
});

test("copies whose reader was killed are made by a later try of the same job", async () => {
  const finished = await as("mara").media.finish(await sent());
  if (finished.state !== "ready") throw new Error("it is being checked");
  const { picture, id } = finished.media;
  const blobId = picture!.src.split("/")[2] as Parameters<typeof makeVariants>[1]["blobId"];
  const needs = { ...services, images: readerThat(new AsideFailed("gone", "killed")) };
  await expect(makeVariants(needs, { blobId })).rejects.toThrow("killed"); // the queue tries again
  await makeVariants(services, { blobId });
  expect((await as("mara").media.read({ id })).picture?.variants).toHaveLength(2);
});
