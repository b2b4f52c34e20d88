import { openImages } from "@quoin/drivers/images";
import { afterAll, expect, test } from "vitest";

import { sniff } from "../media/uploads/sniff.ts";
import { pngOf } from "../media/uploads/test-files.ts";
import { holdsOnlyPicture } from "./only-picture.ts";

const images = openImages();
afterAll(() => images.close());

const isPlain = (bytes: Uint8Array) => holdsOnlyPicture(bytes, sniff(bytes) ?? "");
const insert = (bytes: Uint8Array, at: number, more: Uint8Array | string) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(more), bytes.subarray(at)]);

/** A part of a JPEG. */
const segment = (marker: number, body: string) =>
  Buffer.concat([Buffer.of(0xff, marker, 0, body.length + 2), Buffer.from(body)]);

// One red pixel, twice, without end: GIF89a with a loop.
const gif = Buffer.from(
  "47494638396101000100800000ff0000000000" +
    "21ff0b4e45545343415045322e300301000000" +
    "21f90404640000002c00000000010001000002024401003b",
  "hex",
);

test("what readers get of a picture holds nothing else, whatever it was made of", async () => {
  const jpeg = await images.master(pngOf(90, 60));
  const webp = (await images.variants(pngOf(400, 300), [320]))[0];
  const png = await images.master(gif);
  for (const { bytes, type } of [jpeg, png, ...(webp ? [webp] : [])]) {
    expect(isPlain(bytes), type).toBe(true);
    for (const short of [1, 2, 20, bytes.length - 9]) {
      expect(isPlain(bytes.subarray(0, bytes.length - short)), `${type} without ${short}`).toBe(
        false,
      );
    }
    expect(isPlain(insert(bytes, bytes.length, "and a film")), `${type} with more`).toBe(false);
  }
  expect([jpeg.type, png.type, webp?.type]).toEqual(["image/jpeg", "image/png", "image/webp"]);
  expect(isPlain(gif)).toBe(true);
});

test("a place, a camera, a comment or a stranger's chunk is seen", async () => {
  const { bytes: jpeg } = await images.master(pngOf(90, 60));
  for (const [marker, body] of [
    [0xe1, "Exif\0\0MM"],
    [0xe1, "http://ns.adobe.com/xap/1.0/\0"],
    [0xe2, "MPF\0"],
    [0xeb, "JP"],
    [0xed, "Photoshop 3.0\0"],
    [0xfe, "taken at home"],
  ] as const) {
    expect(isPlain(insert(jpeg, 2, segment(marker, body))), body).toBe(false);
  }
  const chunk = Buffer.from("00000001744558743130303030", "hex"); // tEXt
  expect(isPlain(insert(pngOf(9, 9), 33, chunk))).toBe(false);
  expect(
    isPlain(insert(gif, gif.length - 1, Buffer.from("21fe03486921003b".slice(0, 14), "hex"))),
  ).toBe(false);
  expect(holdsOnlyPicture(Buffer.from("anything"), "image/avif")).toBe(false);
});
