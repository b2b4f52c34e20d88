import { refusalOf, storeForm } from "@quoin/api";
import fc from "fast-check";
import sharp from "sharp";
import { expect } from "vitest";

import { bent } from "../bent.ts";
import type { FuzzedSite } from "../open-site.ts";

const zip = Buffer.from("504b0304140000000800", "hex");
const samples: Record<string, Buffer> = {
  "application/zip": Buffer.concat([
    zip,
    Buffer.alloc(40),
    Buffer.from("504b0506", "hex"),
    Buffer.alloc(18),
  ]),
  "application/pdf": Buffer.from(
    "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
  ),
  "audio/mpeg": Buffer.from("ID3\x04\0\0\0\0\0\x0aTIT2\0\0\0\x02\0\0\0A\xff\xfb\x90\0", "latin1"),
  "video/mp4": Buffer.from("\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free", "latin1"),
  "video/webm": Buffer.from(
    "\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01B\x82\x84webm",
    "latin1",
  ),
  "text/csv": Buffer.from("a;b\r\n1;2\r\n"),
};

/** Files of every kind, bent from their first byte to their last, and called what they are not. */
export async function files(site: FuzzedSite) {
  const blank = sharp({ create: { width: 24, height: 16, channels: 4, background: "#c8502880" } });
  const pictures = {
    png: blank.clone().png(),
    jpeg: blank.clone().jpeg(),
    webp: blank.clone().webp(),
    gif: blank.clone().gif(),
    avif: blank.clone().avif({ effort: 0 }),
  };
  for (const [kind, picture] of Object.entries(pictures))
    samples[`image/${kind}`] = await picture.toBuffer();
  const types = fc.constantFrom(...Object.keys(samples));
  const bytes = fc.oneof(
    ...Object.values(samples).map((sample) =>
      bent(sample, ["IHDR", "ftypavif", "WEBPVP8X", "\xff\xd8\xff"]),
    ),
  );
  const names = fc.string({ unit: "binary", minLength: 1, maxLength: 300 });
  const { signal } = new AbortController();

  return fc.asyncProperty(types, names, bytes, async (type, name, sent) => {
    const body = new Blob([new Uint8Array(sent)]).stream();
    const stored = storeForm(site.services, site.people.mara, { name, type, body }, signal);
    const code = await stored.then(
      () => "",
      (error: unknown) => refusalOf(error).code,
    );
    expect([
      "",
      "upload_type_refused",
      "image_type_unsupported",
      "image_unreadable",
      "image_too_many_pixels",
    ]).toContain(code);
  });
}
