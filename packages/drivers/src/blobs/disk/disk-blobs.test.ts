import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { StoreUnavailable } from "../../store-unavailable.ts";
import { openDiskBlobs } from "./disk-blobs.ts";

const soon = { expiresInSeconds: 60 };
const open = (folder: string, secret = "one") =>
  openDiskBlobs({ folder, secret, baseUrl: "http://quoin.test" });
const newFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), "quoin-disk-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
const put = (url: string, headers: Record<string, string>, body: ReadableStream<Uint8Array>) =>
  // Node asks for `duplex` with a streamed body; the types of browsers do not know it.
  new Request(url, { method: "PUT", headers, body, duplex: "half" } as RequestInit);

test("a client that goes away in the middle leaves no file", async () => {
  const folder = await newFolder();
  const store = open(folder);
  const { parts } = await store.begin("incoming/a", { type: "text/csv", bytes: 1000 }, soon);
  const gone = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (controller.desiredSize === 1) controller.enqueue(new Uint8Array(500));
      controller.error(new Error("aborted"));
    },
  });
  const answer = await store.answer?.(put(parts[0]!.url, parts[0]!.headers, gone));
  expect(answer?.status).toBe(400);
  expect(await filesIn(folder)).toEqual([]);
});

test("a body that is longer than its header says stores nothing", async () => {
  const folder = await newFolder();
  const store = open(folder);
  const { parts } = await store.begin("incoming/a", { type: "text/csv", bytes: 3 }, soon);
  const body = new Blob(["four"]).stream();
  const lying = { ...parts[0]!.headers, "content-length": "3" };
  expect((await store.answer?.(put(parts[0]!.url, lying, body)))?.status).toBe(403);
  expect(await filesIn(folder)).toEqual([]);
});

test("an address signed with another secret opens nothing", async () => {
  const folder = await newFolder();
  const { parts } = await open(folder, "one").begin(
    "incoming/a",
    { type: "text/csv", bytes: 3 },
    soon,
  );
  const sent = put(parts[0]!.url, parts[0]!.headers, new Blob(["abc"]).stream());
  expect((await open(folder, "two").answer?.(sent))?.status).toBe(403);
});

test("what a killed process left half written is gone at the next start", async () => {
  const folder = await newFolder();
  open(folder);
  await writeFile(join(folder, "tmp", "half"), "half a file");
  open(folder);
  expect(await filesIn(folder)).toEqual([]);
});

test("a folder that cannot be written to is a store that does not answer", async () => {
  const folder = await newFolder();
  const store = open(folder);
  const { parts } = await store.begin("incoming/a", { type: "text/csv", bytes: 3 }, soon);
  await rm(join(folder, "tmp"), { recursive: true });
  await writeFile(join(folder, "tmp"), "not a folder");
  const written = store.put("media/a", new Blob(["abc"]).stream(), {
    type: "text/csv",
    cache: "private",
    maxBytes: 3,
  });
  await expect(written).rejects.toThrow(StoreUnavailable);
  const { url, headers } = parts[0]!;
  const answer = await store.answer?.(new Request(url, { method: "PUT", headers, body: "abc" }));
  expect([answer?.status, answer?.headers.get("retry-after")]).toEqual([503, "5"]);
});

test("a copy of an old file is as young as the copying", async () => {
  const folder = await newFolder();
  const store = open(folder);
  const facts = { type: "text/csv", cache: "private" } as const;
  await store.put("incoming/a", new Blob(["a"]).stream(), { ...facts, maxBytes: 1 });
  const old = new Date(Date.now() - 48 * 3_600_000);
  await utimes(join(folder, "objects/incoming/a"), old, old);
  await store.copy("incoming/a", "media/a", facts);
  for await (const { at } of store.list("media/")) {
    expect(at.getTime()).toBeGreaterThan(Date.now() - 60_000);
  }
});

test("a file that is removed while all are listed is left out", async () => {
  const store = open(await newFolder());
  const facts = { type: "text/csv", cache: "private", maxBytes: 1 } as const;
  for (const key of ["m/a", "m/b", "m/c"]) await store.put(key, new Blob(["a"]).stream(), facts);
  const listed: string[] = [];
  for await (const { key } of store.list("m/")) {
    listed.push(key);
    await store.remove(["m/b"]);
  }
  expect(listed).toEqual(["m/a", "m/c"]);
});
