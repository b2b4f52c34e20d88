import { once } from "node:events";
import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { afterAll, beforeEach, expect, test } from "vitest";

import { makePage } from "./cached-page.ts";
import { openPageCache, pageKey } from "./page-cache.ts";

let atMs = 1000;
const url = new URL("https://quoin.test");
const pages = openPageCache({ url, now: () => atMs });
const server = createServer((request, response) => {
  if (!pages.answer(request, response)) response.writeHead(404).end("rendered anew");
}).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => void server.close());
beforeEach(() => pages.clear());

const { port } = server.address() as AddressInfo; // it listens on a port
const html = `<!doctype html><p>${"A quoin is a wedge. ".repeat(200)}`;
const keepPage = (path: string, text = html) =>
  pages.keep(pages.epoch(), path, makePage(text, { "Content-Type": "text/html; charset=utf-8" }));

async function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const request = send({ port, path, method, headers }).end();
  const [response] = await once(request, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

const as = (encoding: string) => get("/on-quoins", { "Accept-Encoding": encoding });

test("everybody gets the same bytes, whatever they send along", async () => {
  keepPage("/on-quoins");
  const plain = await get("/on-quoins");
  expect(plain.body.toString()).toBe(html);
  const strange: Record<string, string>[] = [
    { Cookie: "__Host-quoin=abc.def" },
    { Authorization: "Bearer secret" },
    { "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "http" },
    { "X-Original-URL": "/desk", "X-Rewrite-URL": "/desk" },
    { "X-Ghost-Preview": "1", "X-Middleware-Prefetch": "1", Purpose: "preview" },
    { Origin: "https://evil.test", "Accept-Language": "pt" },
  ];
  for (const headers of strange) {
    const answer = await get("/on-quoins?preview=1&utm_source=x", headers);
    expect(answer.body.equals(plain.body)).toBe(true);
    expect({ ...answer.headers, date: "" }).toEqual({ ...plain.headers, date: "" });
    expect(answer.headers).not.toHaveProperty("set-cookie");
    expect(answer.headers.vary).toBe("Accept-Encoding");
  }
});

test("a page asked for again is compressed, and says so", async () => {
  keepPage("/on-quoins");
  await expect
    .poll(async () => (await as("gzip, deflate, br, zstd")).headers["content-encoding"])
    .toBe("br");
  await expect.poll(async () => (await as("gzip")).headers["content-encoding"]).toBe("gzip");
  expect(brotliDecompressSync((await as("br")).body).toString()).toBe(html);
  expect(gunzipSync((await as("gzip;q=0.5, br;q=0")).body).toString()).toBe(html);
  expect((await as("identity")).body.toString()).toBe(html);
  expect((await as("br;q=0, gzip;q=0")).headers).not.toHaveProperty("content-encoding");
});

test("a reader who has the page is told so without its bytes", async () => {
  keepPage("/on-quoins");
  const { etag } = (await get("/on-quoins")).headers;
  for (const known of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
    const answer = await get("/on-quoins", { "If-None-Match": known });
    expect(answer).toMatchObject({ status: 304, headers: { etag } });
    expect(answer.body).toHaveLength(0);
  }
  expect(await get("/on-quoins", { "If-None-Match": '"other"' })).toMatchObject({ status: 200 });
  keepPage("/on-quoins"); // the same words rendered again are the same page
  expect(await get("/on-quoins", { "If-None-Match": etag })).toMatchObject({ status: 304 });
  keepPage("/on-quoins", `${html} Now longer.`);
  expect(await get("/on-quoins", { "If-None-Match": etag })).toMatchObject({ status: 200 });
});

test("HEAD says what GET would, without the body; nothing else is answered", async () => {
  keepPage("/on-quoins");
  const got = await get("/on-quoins");
  const head = await get("/on-quoins", {}, "HEAD");
  expect({ ...head.headers, date: "" }).toEqual({ ...got.headers, date: "" });
  expect(head.body).toHaveLength(0);
  expect(await get("/on-quoins", {}, "POST")).toMatchObject({ status: 404 });
});

test("a change during a render is not lost: what was rendered before it is not kept", async () => {
  const began = pages.epoch();
  const stale = makePage("stale", {});
  pages.clear(); // somebody publishes while the page is being made
  pages.keep(began, "/on-quoins", stale);
  expect(await get("/on-quoins")).toMatchObject({ status: 404 });
  keepPage("/on-quoins");
  pages.clear();
  expect(await get("/on-quoins")).toMatchObject({ status: 404 });
});

test("no page outlives a minute, whatever went unheard", async () => {
  keepPage("/on-quoins");
  atMs += 59_999;
  expect(await get("/on-quoins")).toMatchObject({ status: 200 });
  atMs += 2;
  expect(await get("/on-quoins")).toMatchObject({ status: 404 });
});

test("memory is bounded: the pages nobody asks for go first", async () => {
  const megabyte = "x".repeat(1024 * 1024);
  keepPage("/first", megabyte);
  for (let n = 0; n < 40; n += 1) {
    keepPage(`/page-${n}`, megabyte);
    expect(await get("/first", {}, "HEAD")).toMatchObject({ status: 200 });
  }
  expect(await get("/page-0", {}, "HEAD")).toMatchObject({ status: 404 });
});

test("only a list's place in itself tells two addresses of one path apart", () => {
  expect(pageKey("/archive?utm=1&after=abc")).toBe("/archive?after=abc");
  expect(pageKey("/tag/type?after=a%2Fb")).toBe("/tag/type?after=a%2Fb");
  expect(pageKey("/on-quoins?after=abc")).toBe("/on-quoins");
  expect(pageKey("/archive?")).toBe("/archive");
});

test("on one machine, a page under another loopback name is left to be redirected", async () => {
  const local = openPageCache({ url: new URL("http://localhost:3000") });
  local.keep(local.epoch(), "/", makePage(html, {}));
  const listener = createServer((request, response) => {
    if (!local.answer(request, response)) response.writeHead(307).end();
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const there = (listener.address() as AddressInfo).port; // it listens on a port
  const ask = async (host: string) => {
    const [response] = await once(send({ port: there, headers: { host } }).end(), "response");
    response.resume();
    return response.statusCode;
  };
  expect(await ask("localhost:3000")).toBe(200);
  expect(await ask("127.0.0.1:3000")).toBe(307);
  listener.close();
});

test("hits are counted", async () => {
  const before = { ...pages.counts };
  keepPage("/on-quoins");
  const { etag } = (await get("/on-quoins")).headers;
  await get("/on-quoins", { "If-None-Match": etag });
  expect(pages.counts).toEqual({
    ...before,
    hits: before.hits + 2,
    notModified: before.notModified + 1,
    kept: before.kept + 1,
  });
});
