/** How many of the first bytes `sniff` wants to see. */
export const sniffedBytes = 4100;

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));

// Signatures: WHATWG MIME Sniffing §6; ISO/IEC 14496-12 §4.3 for `ftyp`; RFC 9559 for WebM.
const signatures: [type: string, matches: (bytes: Uint8Array) => boolean][] = [
  ["image/jpeg", (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff],
  ["image/png", (bytes) => ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n"],
  ["image/gif", (bytes) => /^GIF8[79]a$/.test(ascii(bytes, 0, 6))],
  ["image/webp", (bytes) => ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP"],
  ["image/avif", (bytes) => brandsOf(bytes).some((brand) => /^avi[fs]$/.test(brand))],
  ["image/heic", (bytes) => brandsOf(bytes).some((brand) => /^(he[iv]|mif1|msf1)/.test(brand))],
  ["video/mp4", (bytes) => brandsOf(bytes).length > 0],
  [
    "video/webm",
    (bytes) => ascii(bytes, 0, 4) === "\x1aE\xdf\xa3" && ascii(bytes, 0, 64).includes("webm"),
  ],
  ["application/pdf", (bytes) => ascii(bytes, 0, 5) === "%PDF-"],
  ["application/zip", (bytes) => ["PK\x03\x04", "PK\x05\x06"].includes(ascii(bytes, 0, 4))],
  ["audio/mpeg", (bytes) => ascii(bytes, 0, 3) === "ID3" || isMp3Frame(bytes)],
];

/**
 * The type a file's first bytes show: one of ours, `image/heic`, `text` for anything a person
 * could read, or undefined.
 */
export function sniff(bytes: Uint8Array): string | undefined {
  const found = signatures.find(([, matches]) => matches(bytes));
  if (found) return found[0];
  return bytes.some(isControl) ? undefined : "text";
}

/** True when a file that shows itself as `sniffed` may be served as `type`. */
export const isOfType = (sniffed: string | undefined, type: string): boolean =>
  sniffed === type || (sniffed === "text" && type.startsWith("text/"));

/** Tab to carriage return, and escape, occur in text; the other control bytes do not. */
const isControl = (byte: number): boolean =>
  byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);

/** The brands of an `ftyp` box, the major one first; none when the file does not begin with it. */
function brandsOf(bytes: Uint8Array): string[] {
  if (ascii(bytes, 4, 4) !== "ftyp") return [];
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const end = Math.min(size, bytes.length, 128);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) brands.push(ascii(bytes, at, 4));
  return brands;
}

/** Eleven set bits, then a version and a layer that exist. */
const isMp3Frame = ([first = 0, second = 0]: Uint8Array): boolean =>
  first === 0xff &&
  (second & 0xe0) === 0xe0 &&
  (second & 0x18) !== 0x08 &&
  (second & 0x06) === 0x02;
