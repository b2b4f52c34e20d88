import { expect, test } from "vitest";

import { isOfType, sniff } from "./sniff.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const ftyp = (...brands: string[]) =>
  bytes(
    `\0\0\0${String.fromCharCode(16 + 4 * (brands.length - 1))}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join("")}`,
  );

test.each([
  ["image/jpeg", bytes("\xff\xd8\xff\xe0\0\x10JFIF")],
  ["image/png", bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")],
  ["image/gif", bytes("GIF89a\x01\0")],
  ["image/webp", bytes("RIFF\x10\0\0\0WEBPVP8 ")],
  ["image/avif", ftyp("avif", "mif1")],
  ["image/avif", ftyp("mif1", "avif")],
  ["image/heic", ftyp("heic", "mif1")],
  ["video/mp4", ftyp("isom", "iso2", "mp41")],
  ["video/webm", bytes("\x1aE\xdf\xa3\x9f\x42\x82\x84webm")],
  ["application/pdf", bytes("%PDF-1.7\n")],
  ["application/zip", bytes("PK\x03\x04\x14\0")],
  ["audio/mpeg", bytes("ID3\x04\0")],
  ["audio/mpeg", bytes("\xff\xfb\x90\x64")],
  ["text", bytes("name;town\r\nMara;\xc3\xa9vora")],
  ["text", bytes("")],
  [undefined, bytes("MZ\x90\0\x03")],
  [undefined, bytes("\x7fELF\x02\x01\x01")],
])("%s is known by its first bytes", (type, head) => expect(sniff(head)).toBe(type));

test("text may be called any text, and nothing else may be", () => {
  expect(isOfType("text", "text/csv")).toBe(true);
  expect(isOfType("text", "application/pdf")).toBe(false);
  expect(isOfType("application/pdf", "text/plain")).toBe(false);
  expect(isOfType(undefined, "application/zip")).toBe(false);
});
