import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";

import { getRequestListener } from "@hono/node-server";
import { openWorld } from "@quoin/api/testing";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";

import { siteApp } from "../testing/site-app.ts";

const { services, people } = await openWorld();
const { url: ours } = services.site;
const { app, door, pages } = siteApp(services);

const listener = getRequestListener(app.fetch);
const server = createServer((asked, answer) => {
  if (!pages.answer(asked, answer)) void listener(asked, answer);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

let cookie = "";
beforeEach(async () => {
  const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };
  const session = { personId: people.mara.id, authVersion: 1, meta };
  const { token } = await services.sessions.create(session, Date.parse(services.now()));
  cookie = `quoin_session_dev=${token}`;
});

/**
 * Sends exactly these bytes and gives what comes back until it has all of `end`, the connection
 * ends or it falls silent.
 */
async function say(text: string, end = "\r\n\r\n"): Promise<string> {
  const socket = connect(port, "127.0.0.1").setTimeout(1000, () => socket.destroy());
  await once(socket, "connect");
  socket.write(text);
  let heard = "";
  try {
    for await (const chunk of socket) {
      heard += String(chunk);
      if (heard.includes(end)) break;
    }
  } catch {
    // A connection that was cut is an answer too.
  }
  socket.destroy();
  return heard;
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);

const status = (path: string, headers: Record<string, string> = {}) =>
  new Promise<number>((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers: { host: "localhost:3000", ...headers } })
      .on("response", (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
      .on("error", reject)
      .end();
  });

describe("S-35: what somebody sends to do harm is refused, and the process lives", () => {
  let began = process.cpuUsage();
  beforeEach(async () => {
    await status("/"); // whatever is loaded once is there
    began = process.cpuUsage();
  });
  // Time of the processor: while it works for one, everybody else waits.
  afterEach(async () => {
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(400); // the test's own work included
    expect(await status("/healthz")).toBe(200);
  });

  test("64 KB of headers are 431", async () => {
    const big = `GET / HTTP/1.1\r\nHost: localhost:3000\r\nX-Big: ${"x".repeat(65_536)}\r\n\r\n`;
    expect(statusOf(await say(big))).toBe(431);
  });

  test("an address of 9 KB is 414", async () => {
    expect(await status(`/${"a".repeat(9000)}`)).toBe(414);
    expect(await status(`/trpc/post.list?input=${"a".repeat(9000)}`)).toBe(414);
  });

  test("JSON that is 100 000 deep is 400", async () => {
    for (const body of ["[".repeat(100_000), '{"a":'.repeat(100_000)]) {
      const head = `POST /trpc/draft.create HTTP/1.1\r\nHost: localhost:3000\r\nOrigin: ${ours}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      expect(statusOf(await say(head + body))).toBe(400);
    }
    const closed = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const head = `POST /trpc/draft.create HTTP/1.1\r\nHost: localhost:3000\r\nOrigin: ${ours}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: ${closed.length}\r\n\r\n`;
    expect(statusOf(await say(head + closed))).toBe(400);
  });

  test.each([
    [
      "a socket nobody offers",
      "GET /trpc HTTP/1.1\r\nHost: localhost:3000\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n",
    ],
    [
      "a socket with a broken key",
      "GET /trpc/session.mine HTTP/1.1\r\nHost: localhost:3000\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: \u0001\r\n\r\n",
    ],
    [
      "connectionParams of nonsense",
      "GET /trpc/session.mine?connectionParams=%7B%7B HTTP/1.1\r\nHost: localhost:3000\r\n\r\n",
    ],
    [
      "a stream of events nobody offers",
      "GET /trpc/post.list HTTP/1.1\r\nHost: localhost:3000\r\nAccept: text/event-stream\r\n\r\n",
    ],
    ["no HTTP at all", "\u0016\u0003\u0001\u0000\u0000"],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["no host", "GET / HTTP/1.1\r\n\r\n"],
    ["a host of nonsense", "GET / HTTP/1.1\r\nHost: [\r\n\r\n"],
    ["a host that looks like an address", "GET / HTTP/1.1\r\nHost: 999.1.1.1\r\n\r\n"],
    ["a host that ends in a number", "GET /a/b HTTP/1.1\r\nHost: -1127.0.0.1:3000\r\n\r\n"],
    ["a procedure at no host", "GET /trpc/site.read HTTP/1.1\r\nHost: a.256.256.256.256\r\n\r\n"],
    ["an absolute address", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost:3000\r\n\r\n"],
    ["an address with NUL", "GET /\u0000 HTTP/1.1\r\nHost: localhost:3000\r\n\r\n"],
  ])("%s ends nothing", async (_, text) => {
    expect(statusOf(await say(text))).not.toBe(500);
  });

  test.each([
    `/${"/".repeat(4000)}`,
    `/${"%2f".repeat(2000)}`,
    `/${"../".repeat(2000)}x`,
    `/trpc/${"session.mine,".repeat(400)}?batch=1`,
    `/tag/${"a-".repeat(3000)}`,
    `/archive?after=${"a".repeat(6000)}`,
    `/${"a".repeat(4000)}/${"%25".repeat(900)}`,
    `/sign-in?return_to=${"/\\".repeat(1500)}`,
  ])("the path %.30s is answered at once", async (path) => {
    expect(await status(path)).not.toBe(500);
  });
});

describe("S-03: whatever is sent as a credential is somebody's or nobody's, never an error", () => {
  let asked = 0;
  const nextAddress = () => `10.1.${(asked += 1) >> 8}.${asked & 255}`; // an allowance each
  const mine = (name: string, value: string) =>
    app.request(`${ours}/trpc/session.mine`, {
      headers: [
        ["x-forwarded-for", nextAddress()],
        [name, value],
      ],
    });
  // What a header may hold at all; the rest Node refuses before us.
  const latin = fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
  });
  const bits = fc.constantFrom(
    "=",
    ";",
    "; ",
    ".",
    "%",
    "%00",
    '"',
    ",",
    " ",
    "quoin_session_dev",
    "__Host-quoin_session",
    "a".repeat(22),
    "b".repeat(43),
  );
  const cookies = fc.oneof(
    latin,
    fc.array(bits, { maxLength: 12 }).map((some) => some.join("")),
  );

  test("in cookies, by property", async () => {
    await fc.assert(
      fc.asyncProperty(cookies, async (text) => {
        const answer = await mine("cookie", text.trim());
        expect(answer.status).toBe(200);
        expect(await answer.json()).toEqual({ result: { data: null } });
      }),
      { numRuns: 500 },
    );
  });

  test("S-05: beside a right one, a second of the same name takes it away, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(
        latin.filter((text) => !text.includes(";")),
        fc.boolean(),
        async (text, first) => {
          const other = `quoin_session_dev=${text.trim()}`;
          const both = first ? `${other}; ${cookie}` : `${cookie}; ${other}`;
          expect(await (await mine("cookie", both)).json()).toEqual({ result: { data: null } });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("in the Authorization header, which no session is read from", async () => {
    const token = cookie.split("=")[1] ?? "";
    for (const value of [
      "",
      "Basic YTpi",
      "bearer",
      `Bearer ${token}`,
      "%",
      "Bearer %E0%A4%A",
      "x".repeat(5000),
    ]) {
      expect(await (await mine("authorization", value)).json()).toEqual({
        result: { data: null },
      });
    }
  });

  test("nor from two of it, nor do they take from a cookie", async () => {
    const two = "Authorization: Bearer x\r\nAuthorization: Basic YTpi\r\n";
    const asking = (more: string) =>
      say(
        `GET /trpc/session.mine HTTP/1.0\r\nHost: localhost:3000\r\nX-Forwarded-For: ${nextAddress()}\r\n${more}${two}\r\n`,
        "}",
      );
    expect(await asking("")).toContain('{"result":{"data":null}}');
    expect(await asking(`Cookie: ${cookie}\r\n`)).toContain('"handle":"mara"');
  });

  test("and a token in the address or the body is none", async () => {
    const token = cookie.split("=")[1] ?? "";
    const path = `/trpc/session.list?token=${token}&quoin_session_dev=${token}&sid=${token}`;
    expect(
      (await app.request(ours + path, { headers: { "x-forwarded-for": nextAddress() } })).status,
    ).toBe(401);
  });
});

const calls = (forwarded: string) => {
  const twenty = Array.from({ length: 20 }, () => "site.read").join(",");
  const headers = { "x-forwarded-for": forwarded };
  return app.request(`${ours}/trpc/${twenty}?batch=1&input=%7B%7D`, { headers });
};

describe("S-34: limits", () => {
  test("count calls and not requests, and a chain that is made up evades none", async () => {
    const statuses: number[] = [];
    for (let nth = 0; nth < 31; nth++) {
      statuses.push((await calls(`10.0.${nth}.1, 2001:db8:${nth}::1, 203.0.113.77`)).status);
    }
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 200));
    const refused = await calls("::ffff:203.0.113.77"); // the same, written as IPv6
    expect([statuses[30], refused.status]).toEqual([429, 429]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await calls("203.0.113.78")).status).toBe(200);
  });

  test("count a household as one, and believe nobody when no proxy is trusted", async () => {
    for (let nth = 0; nth < 30; nth++) await calls(`2001:db8:7:7::${nth + 1}`);
    expect((await calls("2001:db8:7:7:ffff::1")).status).toBe(429);
    expect((await calls("2001:db8:7:8::1")).status).toBe(200);
    door.trustProxy = 0;
    for (let nth = 0; nth < 30; nth++) await calls(`198.18.0.${nth}`);
    expect((await calls("198.18.1.1")).status).toBe(429);
    door.trustProxy = 1;
  });
});
