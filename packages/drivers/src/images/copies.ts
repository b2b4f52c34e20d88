import sharp, { type Sharp, type SharpOptions } from "sharp";

import type { ImageCopy, ImageFacts } from "./images.ts";
import { ImageRefused } from "./images.ts";

/** Longest side of a public copy, in pixels. */
const maxSide = 3840;
/** Of all frames together: a decoded picture needs four bytes for each. */
const maxPixels = 100_000_000;
const maxFrames = 300;

sharp.cache(false);
sharp.concurrency(1);
// Every way of reading a picture is closed, and these are opened again. None of them is SVG.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
    "VipsForeignLoadHeifBuffer",
  ],
});

const options: SharpOptions = {
  failOn: "error",
  sequentialRead: true,
  limitInputPixels: maxPixels,
};

/** The public copy: a JPEG, a PNG where that would lose something, a WebP where it moves. */
export async function makeMaster(source: Uint8Array): Promise<ImageCopy & { source: ImageFacts }> {
  const { format, ...facts } = await readFacts(source);
  const moves = facts.pages > 1;
  const upright = sharp(source, { ...options, animated: moves })
    .autoOrient()
    .resize({ width: maxSide, height: maxSide, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb");
  const lossless = facts.hasAlpha || format === "gif";
  const copy = moves
    ? await encode(upright.webp({ quality: 75, effort: 4 }), "webp")
    : lossless
      ? await encode(upright.png(), "png")
      : await encode(upright.jpeg({ quality: 88, progressive: true }), "jpeg");
  return { ...copy, source: facts };
}

/** WebP copies no wider than the source. None of a picture that moves: it would stand still. */
export async function makeVariants(
  source: Uint8Array,
  widths: readonly number[],
): Promise<ImageCopy[]> {
  const { width, pages } = await readFacts(source);
  if (pages > 1) return [];
  const copies: ImageCopy[] = [];
  for (const wanted of widths.filter((one) => one <= width)) {
    const smaller = sharp(source, options).autoOrient().resize({ width: wanted });
    copies.push(
      await encode(smaller.toColourspace("srgb").webp({ quality: 75, effort: 4 }), "webp"),
    );
  }
  return copies;
}

async function readFacts(source: Uint8Array): Promise<ImageFacts & { format: string }> {
  const found = await sharp(source, { ...options, limitInputPixels: false })
    .metadata()
    .catch(refuse);
  const { format, hasAlpha, autoOrient } = found;
  const pages = format === "gif" || format === "webp" ? (found.pages ?? 1) : 1;
  const { width, height } = autoOrient;
  if (width * height * pages > maxPixels || pages > maxFrames) {
    throw new ImageRefused(
      "too_many_pixels",
      `${width} × ${height} pixels in ${pages} frames; at most ${maxPixels} pixels and ${maxFrames} frames are read`,
    );
  }
  return { format, width, height, hasAlpha, pages };
}

const types = {
  jpeg: { type: "image/jpeg", ext: "jpg" },
  png: { type: "image/png", ext: "png" },
  webp: { type: "image/webp", ext: "webp" },
};

async function encode(picture: Sharp, format: keyof typeof types): Promise<ImageCopy> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true }).catch(refuse);
  const height = info.pageHeight ?? info.height;
  return { bytes: data, ...types[format], width: info.width, height };
}

function refuse(cause: unknown): never {
  throw new ImageRefused("unreadable", cause instanceof Error ? cause.message : String(cause));
}
