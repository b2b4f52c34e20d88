import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

import type { BlobStore } from "@quoin/drivers";
import type { UploadPart } from "@quoin/model";

export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/** A PNG of one colour; another `shade` makes other bytes. */
export function pngOf(width: number, height: number, shade = 128): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // eight bits each of red, green and blue
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, shade)]);
  const pixels = deflateSync(Buffer.concat(Array<Buffer>(height).fill(row)));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const chunks = [chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** PUTs one part of a file to its address, as a browser would. */
export async function put(
  { blobs }: { blobs: BlobStore },
  { url, headers, number }: UploadPart,
  file: Uint8Array<ArrayBuffer>,
  partBytes = file.length,
): Promise<number> {
  const body = new Blob([file.subarray((number - 1) * partBytes, number * partBytes)]);
  const length = { "content-length": String(body.size) };
  if (!blobs.answer) return (await fetch(url, { method: "PUT", headers, body })).status;
  const request = new Request(url, { method: "PUT", headers: { ...headers, ...length }, body });
  return (await blobs.answer(request)).status;
}
