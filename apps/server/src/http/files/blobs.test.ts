import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serve } from "@hono/node-server";
import { openWorld } from "@quoin/api/testing";
import { openDiskBlobs } from "@quoin/drivers/embedded";
import { afterAll, expect, test } from "vitest";

import { mediaApp } from "../../testing/media-app.ts";

const { services } = await openWorld();
const folder = await mkdtemp(join(tmpdir(), "quoin-blobs-"));
afterAll(() => rm(folder, { recursive: true }));
const blobs = openDiskBlobs({ folder, secret: "for tests", baseUrl: services.site.url });
const server = serve({
  fetch: mediaApp({ ...services, blobs }).fetch,
  port: 0,
  hostname: "127.0.0.1",
});
afterAll(() => void server.close());

const bytes = Buffer.from("these bytes and no others");
const begin = async () => {
  const file = { type: "text/plain", bytes: bytes.length };
  const { ref, parts } = await blobs.begin(`incoming/${randomUUID()}`, file, {
    expiresInSeconds: 60,
  });
  const [part] = parts;
  if (!part) throw new Error("a file has at least one part");
  return { ...part, key: ref.key, path: new URL(part.url).pathname };
};
const port = () => {
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("not listening yet");
  return at.port;
};
const put = async (path: string, headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) =>
  (await fetch(`http://127.0.0.1:${port()}${path}`, { method: "PUT", headers, body })).status;

test("an address takes exactly what was signed, once", async () => {
  const { path, headers, key } = await begin();
  expect(await put(path, { ...headers, "content-type": "text/html" }, bytes)).toBe(403);
  expect(await put(path, headers, Buffer.concat([bytes, bytes]))).toBe(403);
  expect(await put(path, headers, bytes.subarray(1))).toBe(403);
  expect(await put(`${path}x`, headers, bytes)).toBe(403);
  expect(await blobs.head(key)).toBeUndefined();
  expect(await put(path, headers, bytes)).toBe(200);
  expect(await put(path, headers, bytes)).toBe(412);
});

test("nothing is read at the address it was sent to", async () => {
  const { path, headers } = await begin();
  await put(path, headers, bytes);
  const answer = await fetch(`http://127.0.0.1:${port()}${path}`);
  expect(answer.status).toBe(404);
});

test("a sender that goes away in the middle leaves nothing, and the address still works", async () => {
  const { path, headers } = await begin();
  const socket = connect(port(), "127.0.0.1");
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `PUT ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${bytes.length}\r\n`;
  socket.write(`${head}${fields.join("")}\r\n`);
  await new Promise((sent) => socket.write(bytes.subarray(0, 5), sent));
  await expect.poll(() => readdir(join(folder, "tmp"))).toHaveLength(1);
  socket.destroy();
  await expect.poll(() => readdir(join(folder, "tmp"))).toEqual([]);
  expect(await put(path, headers, bytes)).toBe(200);
});

test("nothing is there while browsers talk to S3", async () => {
  const { answer: _, ...direct } = blobs;
  const app = mediaApp({ ...services, blobs: direct });
  expect((await app.request((await begin()).url)).status).toBe(404);
});
