import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { people as rows } from "../../people/person.table.ts";
import { openWorld, refusal } from "../../testing/world.ts";
import { blobs, media } from "../media.table.ts";
import { sweepMedia } from "../sweep.ts";
import { uploads } from "../upload.table.ts";
import { finishUpload } from "./finish.ts";
import { storeForm } from "./store-form.ts";
import { pngOf, put } from "./test-files.ts";

const { as, anew, services, people } = await openWorld();
const { mara } = people;
const never = new AbortController().signal;
const photo = pngOf(40, 20);

const changes = {
  "made a reader": () => as("ada").person.setRole({ id: mara.id, role: "reader" }),
  "switched off": () => as("ada").person.disable({ id: mara.id }),
  "a reader of a sudden": () =>
    services.db.update(rows).set({ role: "reader" }).where(eq(rows.id, mara.id)),
};
const ways = Object.entries(changes);

async function begin() {
  const file = { name: "a.png", type: "image/png", bytes: photo.length };
  const begun = await as("mara").media.begin(file);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  await put(services, begun.parts[0]!, photo);
  return begun;
}

/** Everything that would be there of a file. */
async function kept() {
  const keys: string[] = [];
  for (const prefix of ["media/", "originals/"]) {
    for await (const { key } of services.blobs.list(prefix)) keys.push(key);
  }
  const counts = await Promise.all([services.db.$count(media), services.db.$count(blobs)]);
  return { keys, counts };
}
const nothing = { keys: [], counts: [0, 0] };

test("who was made a reader with an upload under way can do nothing more with it", async () => {
  const { id } = await begin();
  await changes["made a reader"]();
  const now = anew(mara.id).media;
  const refused = refusal("not_allowed");
  await expect(now.parts({ id, numbers: [1] })).rejects.toEqual(refused);
  await expect(now.resume({ id })).rejects.toEqual(refused);
  await expect(now.finish({ id })).rejects.toEqual(refused);
  expect(await kept()).toEqual(nothing);
});

test("what arrived of an upload that was taken back goes with the next round of the collector", async () => {
  const { id } = await begin();
  await changes["made a reader"]();
  await sweepMedia(services);
  expect(await services.blobs.head(`incoming/${id}`)).toBeUndefined();
  expect(await services.db.$count(uploads)).toBe(0);
});

test.each(ways)(
  "a file is not kept whose sender is %s while it is looked at",
  async (_, change) => {
    const { id } = await begin();
    const images = {
      ...services.images,
      master: async (picture: Uint8Array) => {
        await change();
        return services.images.master(picture);
      },
    };
    const work = finishUpload({ ...services, images }, mara, { id });
    await expect(work).rejects.toMatchObject({ status: expect.toBeOneOf([401, 403]) });
    expect(await kept()).toEqual(nothing);
  },
);

test.each(ways)("a form is not kept whose sender is %s half-way", async (_, change) => {
  async function* halves(): AsyncGenerator<Uint8Array> {
    yield photo.subarray(0, 20);
    await change();
    yield photo.subarray(20);
  }
  const file = { name: "a.png", type: "image/png", body: halves() };
  const work = storeForm(services, mara, file, never);
  await expect(work).rejects.toMatchObject({ status: expect.toBeOneOf([401, 403]) });
  expect(await kept()).toEqual(nothing);
});

test.each(ways)("the next file of a form is refused once its sender is %s", async (_, change) => {
  await change();
  const file = { name: "a.png", type: "image/png", body: new Blob([photo]).stream() };
  const work = storeForm(services, mara, file, never); // as they were when the form began
  await expect(work).rejects.toMatchObject({ status: expect.toBeOneOf([401, 403]) });
  expect(await services.db.$count(uploads)).toBe(0);
});
