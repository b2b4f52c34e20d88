import { type CastMember, MediaId } from "@quoin/model";
import { expect, test } from "vitest";

import { blobs, media } from "../media/media.table.ts";
import { sweepMedia } from "../media/sweep.ts";
import { pngOf, put } from "../media/uploads/test-files.ts";
import { publicChannel } from "../public-changed.ts";
import { openWorld, refusal } from "../testing/world.ts";

const { as, visitor, services, database, people, clock, runJobs } = await openWorld();
const { db } = services;

async function upload(name: CastMember, file: Buffer<ArrayBuffer>, type = "image/png") {
  const begun = await as(name).media.begin({ name: "me.png", type, bytes: file.length });
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  for (const part of begun.parts) await put(services, part, file);
  const finished = await as(name).media.finish({ id: begun.id });
  if (finished.state !== "ready") throw new Error("somebody else is checking it");
  return finished.media.id;
}

async function show(name: CastMember, shade = 128) {
  const avatar = await upload(name, pngOf(400, 500, shade));
  await as(name).person.updateMe({ avatar });
  return avatar;
}

const pictureOf = async (handle: string) => (await visitor.person.byHandle({ handle })).picture;

test("a writer's picture stands on their page and beside their posts until they take it away", async () => {
  const avatar = await show("mara");
  expect(await as("mara").session.mine({})).toMatchObject({ person: { avatar } });
  expect(await pictureOf("mara")).toMatchObject({ width: 400, height: 500, alt: "" });
  await as("mara").post.publish(await as("mara").draft.create({ title: "On Quoins" }));
  const { author } = await visitor.post.bySlug({ slug: "on-quoins" });
  expect(author).toEqual({ handle: "mara", name: "Mara", picture: await pictureOf("mara") });
  const { items } = await visitor.post.list({});
  expect(items[0]?.author).toEqual({ handle: "mara", name: "Mara" });

  await as("mara").person.updateMe({ name: "Mara S." });
  expect(await pictureOf("mara")).not.toBeNull();
  await as("mara").person.updateMe({ avatar: null });
  expect(await pictureOf("mara")).toBeNull();
});

test("pages that show a face learn of its smaller copies", async () => {
  await show("mara");
  let heard = 0;
  await database.listen(publicChannel, () => void (heard += 1));
  await runJobs();
  expect((await pictureOf("mara"))?.variants.map(({ width }) => width)).toEqual([320, 400]);
  await expect.poll(() => heard).toBeGreaterThan(0);
});

test("a picture is a picture of the library, and for who is seen by readers", async () => {
  const unknown = MediaId.parse("01890000-0000-7000-8000-000000000000");
  const asked = as("mara").person.updateMe({ avatar: unknown });
  await expect(asked).rejects.toEqual(refusal("media_not_found"));
  const text = await upload("mara", Buffer.from("words"), "text/plain");
  const words = as("mara").person.updateMe({ avatar: text });
  await expect(words).rejects.toEqual(refusal("image_type_unsupported"));
  const avatar = await show("mara");
  const reader = as("rui").person.updateMe({ avatar });
  await expect(reader).rejects.toEqual(refusal("not_allowed"));
  expect(await as("rui").person.updateMe({ avatar: null })).toMatchObject({ avatar: null });
});

test("the collector leaves a picture that somebody shows", async () => {
  await show("mara");
  clock.advance(400 * 24 * 3_600_000);
  await sweepMedia(services);
  const { src } = (await pictureOf("mara")) ?? {};
  expect(await services.blobs.head(src?.slice(1) ?? "")).toBeDefined();
});

test("a face leaves with its account, and its bytes with the next round of the collector", async () => {
  await show("mara");
  const { src } = (await pictureOf("mara")) ?? {};
  await runJobs();
  await as("mara").person.deleteMe({ posts: "give", to: people.teo.id });
  expect(await db.$count(media)).toBe(0);
  await sweepMedia(services);
  expect(await db.$count(blobs)).toBe(0);
  expect(await services.blobs.head(src?.slice(1) ?? "")).toBeUndefined();
});

test("a face that a post shows too stays with the post", async () => {
  const cover = await show("mara");
  await as("mara").draft.create({ title: "Me", cover });
  await as("mara").person.deleteMe({ posts: "give", to: people.teo.id });
  expect(await as("teo").media.read({ id: cover })).toMatchObject({ id: cover });
});

test("nobody loses a file because somebody who leaves had borrowed it, nor by leaving it to others", async () => {
  const lent = await show("teo");
  await as("mara").person.updateMe({ avatar: lent });
  await as("mara").person.deleteMe({ posts: "give", to: people.ines.id });
  expect(await pictureOf("teo")).not.toBeNull();
  const shared = await show("ines", 64);
  await as("teo").person.updateMe({ avatar: shared });
  await as("ines").person.deleteMe({ posts: "give", to: people.teo.id });
  expect(await pictureOf("teo")).not.toBeNull();
});

test("what somebody takes along names their picture, and where it is", async () => {
  const avatar = await show("mara");
  const { person, media: files } = await as("mara").person.exportMe({});
  expect(person).toMatchObject({ avatar });
  expect(files).toMatchObject([{ id: avatar, url: expect.stringContaining(avatar) }]);
});
