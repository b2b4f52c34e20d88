import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, expect, test } from "vitest";

import { openS3Client } from "./s3-client.ts";
import { openS3Objects } from "./s3-objects.ts";
import { openS3Uploads } from "./s3-uploads.ts";

/** Whatever stands before a store that is away: a page for people, or nothing at all. */
let page = "";
const server = createServer((request, response) => {
  request
    .resume()
    .on("end", () => response.writeHead(200, { "content-type": "text/html" }).end(page));
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
afterAll(() => void server.close());

const client = openS3Client({
  bucket: "quoin",
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  region: "us-east-1",
  forcePathStyle: true,
  accessKeyId: "key",
  secretAccessKey: "secret",
});
afterAll(() => client.destroy());
const objects = openS3Objects(client, "quoin");
const uploads = openS3Uploads(client, "quoin");
const facts = { type: "text/plain", cache: "private", maxBytes: 9 } as const;
const ref = { key: "a", uploadId: "u", bytes: 1, partBytes: 1, type: "text/plain" };

const all = async (items: AsyncIterable<unknown>) => {
  for await (const item of items) expect(item).toBeDefined();
};
const asked = {
  head: () => objects.head("a"),
  read: () => objects.read("a"),
  put: () => objects.put("a", new Blob(["words"]).stream(), facts),
  copy: () => objects.copy("a", "b", facts),
  list: () => all(objects.list("incoming/")),
  "begin in parts": () => uploads.open("a", "text/plain"),
  "list of parts": () => uploads.stored(ref),
  unfinished: () => all(uploads.unfinished(new Date())),
};

test.each(Object.entries(asked))(
  "a page for people, or nothing, in the place of the store's answer is none: %s",
  async (_, ask) => {
    for (page of ["<!doctype html><p>Back in a minute.</p>", ""]) {
      await expect(ask(), page).rejects.toMatchObject({ name: "StoreUnavailable" });
    }
  },
);
