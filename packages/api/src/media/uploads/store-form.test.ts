import { expect, test } from "vitest";

import { openWorld, refusal } from "../../testing/world.ts";
import { uploads } from "../upload.table.ts";
import { storeForm } from "./store-form.ts";
import { pngOf } from "./test-files.ts";

const { services, people } = await openWorld();
const never = new AbortController().signal;
const photo = pngOf(40, 20);

async function* halfOf(bytes: number): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(bytes);
  throw new Error("the sender went away");
}
const rows = () => services.db.select().from(uploads);

test("a file of a form takes the same way as one that was announced", async () => {
  const file = { name: "a.png", type: "image/png; q=1", body: new Blob([photo]).stream() };
  const view = await storeForm(services, people.mara, file, never);
  expect(view).toMatchObject({ name: "a.png", type: "image/jpeg", picture: { width: 40 } });
  expect(await rows()).toMatchObject([{ state: "ready", bytes: photo.length, mediaId: view.id }]);
});

test("a sender that goes away leaves no row and no part", async () => {
  const file = { name: "a.zip", type: "application/zip", body: halfOf(20_000_000) };
  await expect(storeForm(services, people.mara, file, never)).rejects.toThrow("went away");
  expect(await rows()).toEqual([]);
  for await (const { key } of services.blobs.unfinished(new Date(Date.now() + 60_000))) {
    expect(key).not.toContain("incoming/");
  }
});

test("the same policy holds: kind, size, and what the bytes show", async () => {
  const store = (type: string, body: AsyncIterable<Uint8Array>) =>
    storeForm(services, people.mara, { name: "a", type, body }, never);
  const svg = store("image/svg+xml", new Blob(["<svg/>"]).stream());
  await expect(svg).rejects.toEqual(refusal("image_type_unsupported"));
  const large = store("text/csv", halfOf(100_000_001));
  await expect(large).rejects.toEqual(refusal("upload_too_large"));
  const other = store("application/pdf", new Blob(["<!doctype html>"]).stream());
  await expect(other).rejects.toEqual(refusal("upload_type_refused"));
  const reader = { name: "a", type: "text/csv", body: new Blob(["a"]).stream() };
  await expect(storeForm(services, people.rui, reader, never)).rejects.toEqual(
    refusal("not_allowed"),
  );
});
