/**
 * True for a picture file in which nothing else is: no place, no camera, no comment, no thumbnail,
 * nothing behind its end. Colour profiles and the loop count of an animation may be there.
 *
 * What it does not know is not let through, so the answer errs towards false.
 */
export function holdsOnlyPicture(bytes: Uint8Array, type: string): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (type) {
      case "image/jpeg":
        return isPlainJpeg(view);
      case "image/png":
        return isPlainPng(view);
      case "image/webp":
        return isPlainWebp(view);
      case "image/gif":
        return isPlainGif(view);
      default:
        return false;
    }
  } catch (error) {
    if (error instanceof RangeError) return false; // it ends in the middle of something
    throw error;
  }
}

const ascii = (view: DataView, from: number, length: number): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + from, length));

/** ITU-T T.81 annex B: JFIF, Adobe's colour mark, profiles, tables, frames and scans, then the end. */
function isPlainJpeg(view: DataView): boolean {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return false;
    const marker = view.getUint8(at + 1);
    if (marker === 0xd9) return at + 2 === view.byteLength;
    const length = view.getUint16(at + 2);
    const isApp = marker >= 0xe0 && marker <= 0xef;
    if (isApp && !isPlainApp(marker, ascii(view, at + 4, 12))) return false;
    const isKnown = isApp || (marker >= 0xc0 && marker <= 0xdf && marker !== 0xd8);
    if (!isKnown) return false;
    at += 2 + length;
    if (marker === 0xda) at = endOfScan(view, at);
  }
}

const isPlainApp = (marker: number, head: string): boolean =>
  (marker === 0xe0 && head.startsWith("JFIF\0")) ||
  (marker === 0xe2 && head === "ICC_PROFILE\0") ||
  (marker === 0xee && head.startsWith("Adobe"));

/** Where the first marker behind a scan is: not a stuffed zero, not a restart. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
}

const plainChunks = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs".split(" "),
);

/** PNG specification, third edition, §11: no text, no time, no Exif, no chunk of a stranger. */
function isPlainPng(view: DataView): boolean {
  for (let at = 8; ;) {
    const length = view.getUint32(at);
    const type = ascii(view, at + 4, 4);
    if (!plainChunks.has(type)) return false;
    at += 12 + length;
    if (type === "IEND") return length === 0 && at === view.byteLength;
  }
}

const plainRiff = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);

/** RFC 9649 §2: picture, alpha, animation and profile. */
function isPlainWebp(view: DataView): boolean {
  if (view.getUint32(4, true) + 8 !== view.byteLength) return false;
  let at = 12;
  while (at < view.byteLength) {
    if (!plainRiff.has(ascii(view, at, 4))) return false;
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return at === view.byteLength;
}

/** GIF89a §17 to §27: frames, their timing and the loop, no comment and no text. */
function isPlainGif(view: DataView): boolean {
  let at = 13 + tableBytes(view.getUint8(10));
  for (;;) {
    const block = view.getUint8(at);
    if (block === 0x3b) return at + 1 === view.byteLength;
    if (block === 0x2c) at = endOfBlocks(view, at + 11 + tableBytes(view.getUint8(at + 9)));
    else if (block === 0x21 && isPlainExtension(view, at)) at = endOfBlocks(view, at + 2);
    else return false;
  }
}

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

const isPlainExtension = (view: DataView, at: number): boolean => {
  const label = view.getUint8(at + 1);
  return label === 0xf9 || (label === 0xff && ascii(view, at + 3, 11) === "NETSCAPE2.0");
};

function endOfBlocks(view: DataView, from: number): number {
  let at = from;
  for (;;) {
    const length = view.getUint8(at);
    at += 1 + length;
    if (length === 0) return at;
  }
}
