import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeEach, expect, test } from "vitest";

import { createQuoin } from "./create-client.ts";
import { refusalOf } from "./refusals.ts";
import { uploadFile } from "./upload.ts";

const partBytes = 1000;
const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A site of a few lines: it signs, keeps what is PUT, and does what a test tells it besides. */
const site = {
  asked: [] as { path: string; input: Record<string, unknown> }[],
  puts: [] as { number: number; type: string | undefined; signed: string | null }[],
  stored: new Map<number, Buffer>(),
  /** Statuses for the next PUTs of a part; "cut" hangs up instead. */
  troubles: new Map<number, (number | "cut")[]>(),
  /** "checking" or a refusal, for the next `media.finish`; then it is ready. */
  finishes: [] as string[],
  knows: "",
};
beforeEach(() => {
  Object.assign(site, { asked: [], puts: [], finishes: [], knows: "" });
  site.stored.clear();
  site.troubles.clear();
});

const media = {
  id: randomUUID(),
  name: "a",
  alt: "",
  type: "image/png",
  bytes: 1,
  url: "/",
  picture: null,
};
const bytesOf = async (request: IncomingMessage) => Buffer.concat(await request.toArray());
const pathsAsked = () => site.asked.map(({ path }) => path);

const server = createServer((request, response) => void answer(request, response));
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", origin);
  const body = await bytesOf(request);
  if (request.method === "PUT") {
    const number = Number(url.searchParams.get("part"));
    const trouble = site.troubles.get(number)?.shift();
    site.puts.push({
      number,
      type: request.headers["content-type"],
      signed: url.searchParams.get("signed"),
    });
    if (trouble === undefined) site.stored.set(number, body);
    if (trouble === "cut") request.socket.destroy();
    else response.writeHead(trouble ?? 200).end();
    return;
  }
  const path = url.pathname.slice("/trpc/".length);
  const input = (JSON.parse(body.toString()) as Record<string, Record<string, unknown>>)["0"] ?? {};
  site.asked.push({ path, input });
  const { status, ...result } = answerTo(path, input);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify([result]));
}
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
afterAll(() => void server.close());
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const quoin = createQuoin({ url: origin });

let size = 0;
const ok = (data: unknown) => ({ status: 200, result: { data } });
function answerTo(path: string, input: Record<string, unknown>) {
  if (path === "media.begin") {
    size = Number(input["bytes"]);
    if (site.knows === input["sha256"]) return ok({ state: "ready", media });
    const parts = signed(numbers(1, Math.min(50, Math.ceil(size / partBytes))), "first");
    return ok({ state: "pending", id: media.id, partBytes, parts, expiresAt: "" });
  }
  if (path === "media.parts") return ok({ parts: signed(input["numbers"] as number[], "again") });
  if (path === "media.abandon") return ok({});
  const next = site.finishes.shift();
  if (next === "checking") return ok({ state: "checking" });
  if (next === undefined) return ok({ state: "ready", media });
  const retry = next === "storage_unavailable" ? "later" : "never";
  const data = { code: "BAD_REQUEST", refusal: { code: next, details: {}, retry } };
  return { status: 503, error: { message: next, code: -32_600, data } };
}

const numbers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const signed = (all: number[], how: string) =>
  all.map((number) => ({
    number,
    url: `${origin}/put?part=${number}&signed=${how}`,
    headers: { "x-part": String(number) },
    bytes: Math.min(partBytes, size - (number - 1) * partBytes),
  }));
const fileOf = (length: number) => {
  const bytes = Buffer.alloc(length, "0123456789");
  return { bytes, file: new File([bytes], "a.png", { type: "image/png" }) };
};
const received = () =>
  Buffer.concat([...site.stored].toSorted(([a], [b]) => a - b).map(([, part]) => part));

test("a file is announced, sent in parts and finished; its progress only grows to 1", async () => {
  const { bytes, file } = fileOf(3500);
  const progress: number[] = [];
  expect(await uploadFile(quoin, file, { onProgress: (share) => progress.push(share) })).toEqual(
    media,
  );
  expect(site.asked[0]?.input).toEqual({
    name: "a.png",
    type: "image/png",
    bytes: 3500,
    sha256: sha256Of(bytes),
  });
  expect(pathsAsked()).toEqual(["media.begin", "media.finish"]);
  expect(received()).toEqual(bytes);
  expect(site.puts.every(({ type }) => type === undefined)).toBe(true);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.at(-1)).toBe(1);
});

test("a site that holds the file already is sent nothing", async () => {
  const { bytes, file } = fileOf(2000);
  site.knows = sha256Of(bytes);
  expect(await uploadFile(quoin, file)).toEqual(media);
  expect(site.puts).toEqual([]);
});

test("addresses beyond the first fifty are asked for when they are needed, once each", async () => {
  const { bytes, file } = fileOf(120 * partBytes);
  await uploadFile(quoin, file);
  expect(received()).toEqual(bytes);
  const asked = site.asked.filter(({ path }) => path === "media.parts");
  expect(asked.map(({ input }) => input["numbers"])).toEqual([numbers(51, 100), numbers(101, 120)]);
});

test("a part that fails is sent again, alone; one that is there already is not", async () => {
  const { file } = fileOf(3000);
  site.troubles.set(1, [503, "cut"]).set(3, [412]);
  await uploadFile(quoin, file);
  const counts = [1, 2, 3].map((number) => site.puts.filter((put) => put.number === number).length);
  expect(counts).toEqual([3, 1, 1]);
});

test("an address that has expired is signed again", async () => {
  const { file } = fileOf(1000);
  site.troubles.set(1, [403]);
  await uploadFile(quoin, file);
  expect(site.puts.map(({ signed: how }) => how)).toEqual(["first", "again"]);
});

test("an address that is refused twice, or bytes that are, end the upload", async () => {
  for (const [statuses, puts] of [
    [[403, 403], 2],
    [[400], 1],
  ] as const) {
    site.puts = [];
    site.troubles.set(1, [...statuses]);
    await expect(uploadFile(quoin, fileOf(10).file)).rejects.toThrow("could not be sent");
    expect(site.puts).toHaveLength(puts);
    expect(pathsAsked().at(-1)).toBe("media.abandon");
  }
});

test("while the site checks, or its storage is away, finishing is asked for again", async () => {
  site.finishes = ["checking", "storage_unavailable"];
  expect(await uploadFile(quoin, fileOf(10).file)).toEqual(media);
  expect(pathsAsked().filter((path) => path === "media.finish")).toHaveLength(3);
});

test("a refusal of the file reaches the caller at once", async () => {
  site.finishes = ["image_unreadable"];
  const error = await uploadFile(quoin, fileOf(10).file).catch((thrown: unknown) => thrown);
  expect(refusalOf(error)?.code).toBe("image_unreadable");
});

test("stopping ends it with the caller's reason, and the site hears of it", async () => {
  const stop = new AbortController();
  site.troubles.set(2, [503, 503, 503, 503, 503]);
  const onProgress = () => stop.abort(new Error("changed my mind"));
  const upload = uploadFile(quoin, fileOf(2000).file, { onProgress, signal: stop.signal });
  await expect(upload).rejects.toThrow("changed my mind");
  expect(pathsAsked().at(-1)).toBe("media.abandon");
});
