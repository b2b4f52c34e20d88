import type { BeginUpload, BegunUpload, MediaView } from "@quoin/model";
import { expect, test } from "vitest";

import { newId } from "../new-id.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { blobs, media } from "./media.table.ts";
import { uploads } from "./upload.table.ts";
import { pngOf, put, sha256Of } from "./uploads/test-files.ts";

const { as, services, people, clock, runJobs } = await openWorld();
const mara = () => as("mara").media;
const photo = pngOf(700, 350);
const hour = 3_600_000;

type Pending = Extract<BegunUpload, { state: "pending" }>;
const describe = (bytes: Uint8Array, more: Partial<BeginUpload> = {}): BeginUpload => ({
  name: "Lisbon.png",
  type: "image/png",
  bytes: bytes.length,
  ...more,
});
/** Announces what has to be sent, and fails where nothing has. */
async function begin(file: BeginUpload, name: "mara" | "teo" = "mara"): Promise<Pending> {
  const begun = await as(name).media.begin(file);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  return begun;
}
const ready = (view: unknown): { state: "ready"; media: MediaView } =>
  expect.objectContaining({ state: "ready", media: view }) as never; // a matcher stands for it
const announce = (type: string, bytes = 10) => mara().begin({ name: "a", type, bytes });
/** The end of an upload that nobody else is checking. */
async function finish(id: Pending["id"]): Promise<MediaView> {
  const finished = await mara().finish({ id });
  if (finished.state !== "ready") throw new Error("somebody else is checking it");
  return finished.media;
}
const rowsOf = async () => [
  (await services.db.select().from(blobs)).length,
  (await services.db.select().from(media)).length,
];

test("a picture is announced, sent to its address, and finished", async () => {
  const begun = await mara().begin(describe(photo));
  expect(begun).toMatchObject({ state: "pending", parts: [{ number: 1, bytes: photo.length }] });
  if (begun.state !== "pending") return;

  const [part] = begun.parts;
  expect(part && (await put(services, part, photo))).toBe(200);

  const finished = await finish(begun.id);
  const { id, picture, ...view } = finished;
  expect(view).toMatchObject({
    name: "Lisbon.png",
    type: "image/jpeg",
    url: `/media/${id}`,
    alt: "",
  });
  expect(picture).toMatchObject({ width: 700, height: 350, variants: [] });
  expect(picture?.src).toMatch(/^\/media\/[0-9a-f-]{36}\/master\.jpg$/);
  expect(await mara().read({ id })).toEqual(finished);
});

test("its copies are made afterwards: ascending, all there, none wider than the picture", async () => {
  const { id, parts } = await begin(describe(photo));
  await put(services, parts[0]!, photo);
  const finished = await finish(id);
  expect(await runJobs()).toBe(1);
  const { picture } = await mara().read({ id: finished.id });
  expect(picture?.variants.map(({ width }) => width)).toEqual([320, 640, 700]);
  for (const { url } of picture?.variants ?? []) {
    expect(await services.blobs.head(url.slice(1))).toMatchObject({ type: "image/webp" });
  }
});

test("finishing before everything has arrived changes nothing", async () => {
  const { id, parts } = await begin(describe(photo));
  await expect(mara().finish({ id })).rejects.toEqual(refusal("upload_incomplete"));
  await put(services, parts[0]!, photo);
  expect(await mara().finish({ id })).toEqual(ready(expect.anything()));
});

test("finishing ten times at once, and again later, is one media and one answer", async () => {
  const { id, parts } = await begin(describe(photo));
  await put(services, parts[0]!, photo);
  const ten = Array.from({ length: 10 }, () => mara().finish({ id }));
  const [first, ...others] = await Promise.all(ten);
  for (const other of [...others, await mara().finish({ id })]) expect(other).toEqual(first);
  expect(await rowsOf()).toEqual([1, 1]);
});

test("another person's upload is not there for anybody else", async () => {
  const { id } = await begin(describe(photo));
  const teo = as("teo").media;
  const missing = refusal("upload_not_found");
  await expect(teo.parts({ id, numbers: [1] })).rejects.toEqual(missing);
  await expect(teo.resume({ id })).rejects.toEqual(missing);
  await expect(teo.finish({ id })).rejects.toEqual(missing);
  await expect(teo.abandon({ id })).rejects.toEqual(missing);
  expect(await mara().resume({ id })).toMatchObject({ stored: [], parts: [{ number: 1 }] });
});

test("readers upload nothing, and nobody uploads what the site does not take", async () => {
  await expect(as("rui").media.begin(describe(photo))).rejects.toEqual(refusal("not_allowed"));
  await expect(announce("text/html")).rejects.toEqual(refusal("upload_type_refused"));
  await expect(announce("image/svg+xml; charset=utf-8")).rejects.toEqual(
    refusal("image_type_unsupported"),
  );
  await expect(announce("image/heic")).rejects.toEqual(refusal("image_type_unsupported"));
  await expect(announce("image/png", 25_000_001)).rejects.toEqual(refusal("upload_too_large"));
  await expect(announce("application/pdf", 2 ** 31 + 1)).rejects.toEqual(
    refusal("upload_too_large"),
  );
});

test("bytes that are not what they were called are refused for good", async () => {
  const { id, parts } = await begin({ name: "a.jpg", type: "image/jpeg", bytes: photo.length });
  await put(services, parts[0]!, photo);
  for (const _ of [1, 2]) {
    await expect(mara().finish({ id })).rejects.toEqual(refusal("upload_type_refused"));
  }
  expect(await rowsOf()).toEqual([0, 0]);
  expect(await services.blobs.head(`incoming/${id}`)).toBeUndefined();
});

test("other bytes than announced never become a media", async () => {
  const { id, parts } = await begin(describe(photo, { sha256: sha256Of(pngOf(700, 350, 9)) }));
  const status = await put(services, parts[0]!, photo);
  const isRefusedAtOnce = services.blobs.capabilities.checksum;
  expect(status).toBe(isRefusedAtOnce ? 400 : 200);
  const code = isRefusedAtOnce ? "upload_incomplete" : "upload_mismatch";
  await expect(mara().finish({ id })).rejects.toEqual(refusal(code));
});

test("a damaged picture and one of too many pixels say so, and say it again", async () => {
  const damaged = photo.subarray(0, photo.length - 40);
  const huge = Buffer.from(photo);
  huge.writeUInt32BE(20_000, 16);
  huge.writeUInt32BE(20_000, 20);
  for (const [bytes, code] of [
    [damaged, "image_unreadable"],
    [huge, "image_too_many_pixels"],
  ] as const) {
    const { id, parts } = await begin(describe(bytes));
    await put(services, parts[0]!, bytes);
    await expect(mara().finish({ id })).rejects.toEqual(refusal(code));
    await expect(mara().finish({ id })).rejects.toEqual(refusal(code));
  }
});

test("bytes somebody may read already are not sent again, and are kept once", async () => {
  const { id, parts } = await begin(describe(photo));
  await put(services, parts[0]!, photo);
  const first = await finish(id);

  const known = describe(photo, { name: "Again.png", sha256: sha256Of(photo) });
  for (const name of ["mara", "ines"] as const) {
    expect(await as(name).media.begin(known)).toEqual(
      ready(expect.objectContaining({ name: "Again.png", picture: first.picture })),
    );
  }

  const again = await begin(describe(photo)); // without a hash nobody can know
  await put(services, again.parts[0]!, photo);
  const third = await mara().finish({ id: again.id });
  expect(third).toEqual(ready(expect.objectContaining({ picture: first.picture })));
  expect(await rowsOf()).toEqual([1, 4]);
  expect(await runJobs()).toBe(1);
});

test("an upload in parts goes on where it stopped", async () => {
  const zip = Buffer.alloc(33 * 1024 * 1024, "quoin");
  zip.set(Buffer.from("PK\x03\x04"));
  const { id, parts, partBytes } = await begin({
    name: "a.zip",
    type: "application/zip",
    bytes: zip.length,
  });
  expect(parts).toHaveLength(5);
  await put(services, parts[1]!, zip, partBytes);
  await put(services, parts[3]!, zip, partBytes);
  await expect(mara().finish({ id })).rejects.toMatchObject({
    cause: { code: "upload_incomplete", details: { missing: "1,3,5" } },
  });
  const rest = await mara().resume({ id });
  expect(rest.stored.map(({ number }) => number)).toEqual([2, 4]);
  expect(rest.parts.map(({ number }) => number)).toEqual([1, 3, 5]);
  for (const part of rest.parts) expect(await put(services, part, zip, partBytes)).toBe(200);
  const finished = await mara().finish({ id });
  expect(finished).toEqual(
    ready(expect.objectContaining({ type: "application/zip", picture: null })),
  );
  const [row] = await services.db.select().from(blobs);
  expect(row?.sourceSha256).toBe(sha256Of(zip));
  expect(await services.blobs.head(row?.key ?? "")).toMatchObject({ download: "a.zip" });
});

test("a hundred uploads may wait; abandoning one makes room", async () => {
  const expiresAt = new Date(Date.parse(clock.now()) + hour).toISOString();
  const waiting = Array.from({ length: 99 }, () => ({
    id: newId<"Upload">(),
    ownerId: people.mara.id,
    ...describe(photo),
    incomingKey: `incoming/${newId()}`,
    partBytes: photo.length,
    createdAt: clock.now(),
    expiresAt,
  }));
  await services.db.insert(uploads).values(waiting);
  const { id } = await begin(describe(photo));
  await expect(mara().begin(describe(photo))).rejects.toEqual(refusal("upload_quota"));
  expect(await mara().abandon({ id })).toEqual({});
  expect(await mara().abandon({ id })).toEqual({});
  await expect(mara().finish({ id })).rejects.toEqual(refusal("upload_not_found"));
  await begin(describe(photo));
});

test("an upload waits for a day", async () => {
  const { id } = await begin(describe(photo));
  clock.advance(24 * hour);
  await expect(mara().finish({ id })).rejects.toEqual(refusal("upload_expired"));
  await expect(mara().resume({ id })).rejects.toEqual(refusal("upload_expired"));
});
