import { execFileSync } from "node:child_process";
import { crc32 } from "node:zlib";

import sharp from "sharp";
import { afterAll, expect, test } from "vitest";

import { openImages } from "./index.ts";

const images = openImages();
afterAll(() => images.close());

const blank = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 80, b: 40, alpha: 0.5 } } });
const refused = (reason: string) => expect.objectContaining({ name: "ImageRefused", reason });

test("a photo loses its place and its tilt: upright, without EXIF or GPS", async () => {
  const exif = { IFD0: { Artist: "Mara" }, IFD3: { GPSLatitude: "38/1 42/1 0/1" } };
  const photo = await blank(400, 300)
    .withExif(exif)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const { bytes, source, ...copy } = await images.master(photo);
  expect(copy).toEqual({ type: "image/jpeg", ext: "jpg", width: 300, height: 400 });
  expect(source).toEqual({ width: 300, height: 400, hasAlpha: false, pages: 1 });
  const found = await sharp(bytes).metadata();
  expect([found.exif, found.icc, found.orientation]).toEqual([undefined, undefined, undefined]);
  expect(bytes.includes("Mara")).toBe(false);
});

test("what is see-through stays so; print colours become screen colours", async () => {
  const clear = await images.master(await blank(40, 30, 4).png().toBuffer());
  expect(clear).toMatchObject({ type: "image/png", source: { hasAlpha: true } });
  expect((await sharp(clear.bytes).metadata()).hasAlpha).toBe(true);
  const print = await blank(40, 30).toColourspace("cmyk").jpeg().toBuffer();
  const screen = await sharp((await images.master(print)).bytes).metadata();
  expect([screen.space, screen.channels]).toEqual(["srgb", 3]);
});

test("a picture wider than a page is made smaller, a small one is never enlarged", async () => {
  const wide = await blank(5000, 1000).jpeg().toBuffer();
  expect(await images.master(wide)).toMatchObject({ width: 3840, height: 768 });
  const copies = await images.variants(await blank(700, 350).jpeg().toBuffer(), [320, 640, 960]);
  expect(copies.map(({ type, width, height }) => [type, width, height])).toEqual([
    ["image/webp", 320, 160],
    ["image/webp", 640, 320],
  ]);
});

test("a GIF that moves still moves, as WebP; one that does not is a PNG", async () => {
  const frames = [
    await blank(20, 10).png().toBuffer(),
    await blank(20, 10).negate().png().toBuffer(),
  ];
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const copy = await images.master(moving);
  expect(copy).toMatchObject({ type: "image/webp", width: 20, height: 10, source: { pages: 2 } });
  expect((await sharp(copy.bytes).metadata()).pages).toBe(2);
  expect(await images.variants(moving, [10])).toEqual([]);
  const still = await blank(20, 10).gif().toBuffer();
  expect(await images.master(still)).toMatchObject({ type: "image/png", width: 20, height: 10 });
});

test("a damaged picture, and what is none, is refused", async () => {
  const noise = { noise: { type: "gaussian", mean: 128, sigma: 60 } } as const;
  const photo = await sharp({
    create: { width: 400, height: 300, channels: 3, background: "#fff", ...noise },
  })
    .jpeg()
    .toBuffer();
  const half = photo.subarray(0, photo.length / 2);
  await expect(images.master(half)).rejects.toEqual(refused("unreadable"));
  await expect(images.master(Buffer.from("not a picture"))).rejects.toEqual(refused("unreadable"));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  await expect(images.master(Buffer.from(svg))).rejects.toEqual(refused("unreadable"));
});

test("a small file that unfolds to 400 million pixels is refused by its header", async () => {
  await expect(images.master(pngOf(20_000, 20_000))).rejects.toEqual(refused("too_many_pixels"));
});

test("a picture that was not read in time is not called damaged, and the next one is read", async () => {
  const hasty = openImages({ timeoutMs: 1 });
  const photo = await blank(3000, 3000).jpeg().toBuffer();
  await expect(hasty.master(photo)).rejects.toMatchObject({ name: "AsideFailed", reason: "late" });
  await hasty.close();
  expect(await images.master(photo)).toMatchObject({ width: 3000 });
});

test("a child that is killed while it reads costs nobody their picture", async () => {
  const photo = await blank(3000, 3000).jpeg().toBuffer();
  const both = Promise.all([images.master(photo), images.variants(photo, [320])]);
  for (const pid of childrenOf(process.pid)) process.kill(pid, "SIGKILL");
  const [{ width }, copies] = await both;
  expect([width, copies.length]).toEqual([3000, 1]);
});

test("a child without work ends, and a later picture starts another", async () => {
  const brief = openImages({ idleMs: 1 });
  await images.close();
  const photo = await blank(30, 30).jpeg().toBuffer();
  await brief.master(photo);
  await expect.poll(() => childrenOf(process.pid)).toEqual([]);
  expect(await brief.master(photo)).toMatchObject({ width: 30 });
  await brief.close();
});

/** Our own image children: this file's, by the name of their entry. */
function childrenOf(pid: number): number[] {
  try {
    const found = execFileSync("pgrep", ["-P", String(pid), "-f", "images/worker.ts"]);
    return found.toString().trim().split("\n").map(Number);
  } catch {
    return []; // pgrep found none
  }
}

/** A PNG that says how large it is, and holds next to nothing. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk("IDAT", Buffer.from("789c63600000000200016a1f0a9c", "hex"));
  return Buffer.concat([signature, chunk("IHDR", header), data, chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
