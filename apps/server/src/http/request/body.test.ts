import { refusalOf } from "@quoin/api";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { bodyOf, readText } from "./body.ts";
import type { Env } from "./door.ts";

const app = new Hono<Env>()
  .post("/text", readText({ maxBytes: 200_000 }), async (c) => c.text(await c.req.text()))
  .post("/form", readText({ maxBytes: 1000 }), async (c) => c.json(await c.req.parseBody()))
  .post("/upload", async (c) => {
    let bytes = 0;
    for await (const chunk of bodyOf(c, { maxBytes: 1000, isUpload: true })) {
      bytes += chunk.byteLength;
    }
    return c.text(`${bytes}`);
  })
  .onError((error, c) => {
    const { code, status } = refusalOf(error);
    return c.text(code, status as 400); // every refusal has a body
  });

/** Posts what comes chunk by chunk, in `everyMs`; the last one never ends when `isSilent`. */
function post(
  path: string,
  chunks: readonly (string | Uint8Array)[],
  { everyMs = 0, isSilent = false, headers = {} }: Sent = {},
) {
  let nth = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(to) {
      if (nth === chunks.length && isSilent) return new Promise(() => {});
      if (nth === chunks.length) return to.close();
      if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
      const chunk = chunks[nth++] ?? "";
      to.enqueue(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
    },
  });
  const asked = { method: "POST", headers, body, duplex: "half" } as const;
  return Promise.resolve(app.request(path, asked)).then(async (answer) => [
    answer.status,
    await answer.text(),
  ]);
}
interface Sent {
  everyMs?: number;
  isSilent?: boolean;
  headers?: Record<string, string>;
}

/** What was answered after so many seconds; undefined for nothing yet. */
async function after(seconds: number, asked: Promise<unknown>) {
  let answer: unknown;
  void asked.then((one) => (answer = one));
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return answer;
}

describe("a body that is slow", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => vi.useRealTimers());

  test.each(["/text", "/upload"])(
    "is given up after 30 seconds without a byte, at %s",
    async (to) => {
      const silent = post(to, ["some of it"], { isSilent: true });
      expect(await after(29, silent)).toBeUndefined();
      expect(await after(2, silent)).toEqual([408, "body_timed_out"]);
    },
  );

  test("is taken as an upload as long as it moves at all", async () => {
    const slow = post("/upload", Array(40).fill("x"), { everyMs: 29_000 });
    expect(await after(40 * 29 + 1, slow)).toEqual([200, "40"]);
  });

  test("is given up where it is read whole and trickles", async () => {
    const slow = post("/text", Array(100).fill("x"), { everyMs: 1000 });
    expect(await after(31, slow)).toEqual([408, "body_timed_out"]);
  });

  test("is read whole for as long as it takes on a line of 2 KB a second", async () => {
    const slow = post("/text", Array(90).fill("x".repeat(2000)), { everyMs: 1000 });
    expect(await after(91, slow)).toEqual([200, "x".repeat(180_000)]);
  });
});

test("a body that is too large is refused as it is announced, or as it comes", async () => {
  const headers = { "content-length": "200001" };
  expect(await post("/text", [], { isSilent: true, headers })).toEqual([413, "body_too_large"]);
  const forever = Array(30).fill("x".repeat(10_000));
  expect(await post("/text", forever, { isSilent: true })).toEqual([413, "body_too_large"]);
  expect(await post("/upload", ["x".repeat(1001)])).toEqual([413, "body_too_large"]);
  expect(await post("/upload", ["x".repeat(1000)])).toEqual([200, "1000"]);
});

test("letters cut in two by the line are whole again", async () => {
  const bytes = Buffer.from("한글 é");
  const each = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(await post("/text", each)).toEqual([200, "한글 é"]);
});

test.each([
  ["a byte of Latin-1", Uint8Array.of(0x22, 0xe9, 0x22)],
  ["half a letter", Uint8Array.of(0x22, 0xc3)],
  ["half of a pair, written as three bytes", Uint8Array.of(0xed, 0xa0, 0x80)],
  ["a letter written too long", Uint8Array.of(0xc0, 0xaf)],
])("text with %s is refused, not mended", async (_, bytes) => {
  expect(await post("/text", [bytes])).toEqual([400, "input_invalid"]);
});

test("a form whose escapes are no UTF-8 is refused, and its type may be written in any case", async () => {
  const headers = { "content-type": "Application/X-WWW-form-urlencoded; charset=UTF-8" };
  expect(await post("/form", ["token=caf%C3%A9+%25"], { headers })).toEqual([
    200,
    '{"token":"café %"}',
  ]);
  expect(await post("/form", ["token=caf%E9"], { headers })).toEqual([400, "input_invalid"]);
});
