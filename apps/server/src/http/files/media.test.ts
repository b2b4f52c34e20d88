import { storeForm } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";

import { mediaApp } from "../../testing/media-app.ts";

const { services, people, runJobs } = await openWorld();
const app = mediaApp(services);
const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const wide = await sharp({ create: { width: 700, height: 350, channels: 3, background: "#864" } })
  .png()
  .toBuffer();
const never = new AbortController().signal;
const store = (name: string, type: string, bytes: Uint8Array<ArrayBuffer>) =>
  storeForm(services, people.mara, { name, type, body: new Blob([bytes]).stream() }, never);
const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  app.request(`http://localhost:3000${path}`, { method, headers });

let picture = "";
let file = "";
beforeEach(async () => {
  const dotView = await store("dot.png", "image/png", Buffer.from(dot, "base64"));
  const textView = await store("Ação (1).txt", "text/plain", Buffer.from("0123456789"));
  picture = dotView.picture?.src ?? "";
  file = (await get(textView.url)).headers.get("location") ?? "";
  expect((await get(dotView.url)).headers.get("location")).toBe(picture);
});

test("the short address may be used anywhere too", async () => {
  const { url } = await store("again.png", "image/png", Buffer.from(dot, "base64"));
  const answer = await get(url);
  expect(answer.status).toBe(302);
  expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
});

test("there is nothing under an id that is none of ours", async () => {
  for (const version of ["0", "7", "f"]) {
    const id = `01990000-0000-${version}000-8000-000000000001`;
    for (const path of [`/media/${id}`, `/media/${id}/master.png`, `/media/${id.toUpperCase()}`]) {
      expect((await get(path)).status, path).toBe(404);
    }
  }
});

test("a picture may be shown anywhere and kept for ever", async () => {
  const answer = await get(picture);
  const header = (name: string) => answer.headers.get(name);
  expect([answer.status, header("content-type")]).toEqual([200, "image/png"]);
  expect(header("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(header("cross-origin-resource-policy")).toBe("cross-origin");
  expect(header("x-content-type-options")).toBe("nosniff");
  expect(header("content-disposition")).toBeNull();
  expect(Number(header("content-length"))).toBe((await answer.arrayBuffer()).byteLength);
});

test("any other file is saved under its own name, and cannot act", async () => {
  const answer = await get(file);
  expect(answer.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''A%C3%A7%C3%A3o%20%281%29.txt",
  );
  expect(answer.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
  expect(await answer.text()).toBe("0123456789");
});

test("a copy that is lost is answered with the picture itself, which nobody keeps for long", async () => {
  const view = await store("wide.png", "image/png", wide);
  await runJobs();
  const master = view.picture?.src ?? "";
  const lost = master.replace(/master\.\w+$/, "w320.webp");
  await services.blobs.remove([lost.slice(1)]);
  const bytes = Buffer.from(await (await get(master)).arrayBuffer());
  const answer = await get(lost);
  const header = (name: string) => answer.headers.get(name);
  expect([answer.status, header("content-type")]).toEqual([200, "image/jpeg"]);
  expect(header("cache-control")).toBe("public, max-age=60");
  expect(header("etag")).not.toContain("w320");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  expect((await get(lost, {}, "HEAD")).headers.get("content-length")).toBe(String(bytes.length));
  expect(await (await get(lost, { range: "bytes=0-3" })).arrayBuffer()).toHaveProperty(
    "byteLength",
    4,
  );
  expect((await get(lost.replace("w320", "w321"))).status).toBe(404);
  await services.blobs.remove([master.slice(1)]);
  expect((await get(lost)).status).toBe(404);
});

test("what somebody holds already is not sent again", async () => {
  const etag = (await get(file)).headers.get("etag") ?? "";
  const answer = await get(file, { "if-none-match": `"other", W/${etag}` });
  expect([answer.status, await answer.text()]).toEqual([304, ""]);
  expect((await get(file, { "if-none-match": '"other"' })).status).toBe(200);
});

test("HEAD says what GET would send, without sending it", async () => {
  const answer = await get(file, {}, "HEAD");
  expect([answer.status, answer.headers.get("content-length")]).toEqual([200, "10"]);
  expect(await answer.text()).toBe("");
});

test.each([
  ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
  ["bytes=4-5", 206, "45", "bytes 4-5/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-2", 206, "89", "bytes 8-9/10"],
  ["bytes=10-", 416, "", "bytes */10"],
  ["bytes=-0", 416, "", "bytes */10"],
  ["bytes=0-1,4-5", 200, "0123456789", null],
  ["lines=0-1", 200, "0123456789", null],
  ["bytes=5-2", 200, "0123456789", null],
])("Range %s is answered %i", async (range, status, text, contentRange) => {
  const answer = await get(file, { range });
  expect([answer.status, await answer.text()]).toEqual([status, text]);
  expect(answer.headers.get("content-range")).toBe(contentRange);
});

test("a range of bytes that are no longer these is not taken", async () => {
  expect((await get(file, { range: "bytes=0-1", "if-range": '"other"' })).status).toBe(200);
});

test("nothing else is there: not an original, not a path that climbs, not an unknown id", async () => {
  const unknown = "00000000-0000-7000-8000-000000000000";
  for (const path of [
    `/media/${unknown}`,
    `/media/${unknown}/master.jpg`,
    "/media/nonsense",
    picture.replace("master", "original"),
    picture.replace("/media/", "/media/..%2foriginals/"),
    `${picture}/more`,
  ]) {
    expect((await get(path)).status, path).toBe(404);
  }
});
