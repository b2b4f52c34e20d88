import { expect, test } from "vitest";

import { openS3Client } from "./s3-client.ts";
import { originOf, signPart, signWhole } from "./s3-presign.ts";

const settings = {
  bucket: "bucket",
  endpoint: "http://127.0.0.1:1",
  region: "us-east-1",
  forcePathStyle: true,
  accessKeyId: "key",
  secretAccessKey: "secret",
};
const client = openS3Client(settings);
const target = { client, bucket: "bucket", expiresIn: 600 };
const ref = { key: "incoming/one", type: "image/png", bytes: 5, partBytes: 5 };
const sha256 = "ab".repeat(32);

test("an address for a whole file signs its length, type, hash and that it only creates", async () => {
  const { url, headers } = await signWhole(target, { ...ref, sha256 }, { createOnly: true });
  const query = new URL(url).searchParams;
  expect(query.get("X-Amz-SignedHeaders")).toBe(
    "content-length;content-type;host;if-none-match;x-amz-checksum-sha256",
  );
  expect(Number(query.get("X-Amz-Expires"))).toBeLessThanOrEqual(600);
  expect(headers).toEqual({
    "content-type": "image/png",
    "if-none-match": "*",
    "x-amz-checksum-sha256": Buffer.from(sha256, "hex").toString("base64"),
  });
});

test("no address carries the checksum of an empty body", async () => {
  const whole = await signWhole(target, ref, { createOnly: true });
  const part = await signPart(target, { ...ref, uploadId: "u" }, { number: 2, bytes: 5 });
  for (const { url } of [whole, part]) {
    expect(url.toLowerCase()).not.toMatch(/x-amz-(checksum|sdk-checksum)/);
  }
  expect(new URL(part.url).searchParams.get("X-Amz-SignedHeaders")).toBe("content-length;host");
  expect(part.headers).toEqual({});
});

test.each([
  [{}, "http://127.0.0.1:1"],
  [{ endpoint: "https://s3.example", forcePathStyle: false }, "https://bucket.s3.example"],
  [
    { endpoint: undefined, region: "eu-west-1", forcePathStyle: false },
    "https://bucket.s3.eu-west-1.amazonaws.com",
  ],
  [
    { endpoint: undefined, bucket: "dotted.bucket", forcePathStyle: false },
    "https://s3.us-east-1.amazonaws.com", // a certificate for *.s3 would not cover it
  ],
])("browsers are let through to where addresses lead: %j is %s", async (more, origin) => {
  const chosen = { ...settings, ...more };
  const there = { client: openS3Client(chosen), bucket: chosen.bucket };
  expect(await originOf(there)).toBe(origin);
  const { url } = await signWhole({ ...there, expiresIn: 60 }, ref, { createOnly: true });
  expect(new URL(url).origin).toBe(origin);
});
