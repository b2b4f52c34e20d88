import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";

import { openWorld } from "@quoin/api/testing";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { openServer } from "../open-server.ts";
import { headersOf } from "../testing/media-app.ts";
import { siteApp } from "../testing/site-app.ts";

const { services, people, as } = await openWorld();
/** Ours to hold only with the disk driver: with S3 its own addresses are signed. */
const takesBlobs = services.blobs.answer !== undefined;
const silenceMs = 100;
const { app, door, pages } = siteApp(services, { silenceMs });
const server = openServer(app.fetch, { pages }).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** Sends this, and gives what comes back until the other side ends the connection. */
async function say(...pieces: (string | Uint8Array)[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  for (const piece of pieces) socket.write(piece);
  let heard = "";
  for await (const chunk of socket) heard += String(chunk);
  return heard;
}

let headers: Record<string, string>;
let signed: string;
beforeEach(async () => {
  headers = { host: "localhost:3000", ...(await headersOf(services, people.mara.id)) };
  const file = { name: "a.txt", type: "text/plain", bytes: 9 };
  const begun = await as("mara").media.begin(file);
  if (begun.state !== "pending") throw new Error("these bytes are known");
  signed = new URL(begun.parts[0]?.url ?? "").pathname;
});

const head = (method: string, path: string, more: Record<string, string>) =>
  `${method} ${path} HTTP/1.1\r\n${Object.entries({ ...headers, ...more })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;

/** Every door that reads what it is sent. */
const doors: [string, { method: string; path: () => string; type: string }][] = [
  ["tRPC", { method: "POST", path: () => "/trpc/draft.create", type: "application/json" }],
  ["setup", { method: "POST", path: () => "/setup", type: "application/x-www-form-urlencoded" }],
  [
    "the form of uploads",
    { method: "POST", path: () => "/api/uploads", type: "multipart/form-data; boundary=b" },
  ],
];
if (takesBlobs) {
  doors.push(["a signed address", { method: "PUT", path: () => signed, type: "text/plain" }]);
}
const typed = (type: string) => ({ "content-type": type, "if-none-match": "*" });

test("these are all the doors that take anything but a question", () => {
  const taken = app.routes.filter(({ method, handler }) => method !== "GET" && handler.length < 2);
  expect([...new Set(taken.map(({ method, path }) => `${method} ${path}`))].toSorted()).toEqual([
    "ALL /*", // nothing is there
    "ALL /auth/sign-out", // only by POST
    "ALL /media/*", // nothing is there
    "ALL /trpc/*",
    "POST /api/uploads",
    "POST /auth/sign-out", // reads nothing
    "POST /setup",
    ...(takesBlobs ? ["PUT /blobs/:token"] : []),
  ]);
});

describe.each(doors)("at %s, a body", (_, { method, path, type }) => {
  test("that never comes ends with words", async () => {
    const length = { ...typed(type), "content-length": "9" };
    const chunked = { ...typed(type), "transfer-encoding": "chunked" };
    const heard = await Promise.all([
      say(head(method, path(), length), "some"),
      say(head(method, path(), chunked), "1\r\nx\r\n"),
    ]);
    for (const answer of heard) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('"code":"body_timed_out"');
    }
  });

  test("that is too large is refused before it comes, or while it does, in words", async () => {
    const large = { ...typed(type), "content-length": "3000000000" };
    const announced = await say(head(method, path(), large));
    expect(announced).toMatch(/^HTTP\/1\.1 4(13|03) /); // no other length than was signed
    expect(announced).toMatch(/more than Quoin accepts|not_as_signed/);
  });

  test("that its sender cuts off is no trouble of ours", async () => {
    door.logged.length = 0;
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const cut = { ...typed(type), "content-length": "9" };
    await new Promise((sent) => socket.write(head(method, path(), cut) + "some", sent));
    socket.resetAndDestroy();
    await expect.poll(() => door.logged.length).toBeGreaterThan(0);
    expect(door.logged.map(({ event }) => event)).toEqual(["request"]);
    expect(door.logged[0]?.facts).toMatchObject({ status: 400 });
  });
});

test("who signs out with a body that never comes is signed out", async () => {
  const heard = await say(head("POST", "/auth/sign-out", { "content-length": "9" }));
  expect(heard).toMatch(/^HTTP\/1\.1 204 /);
});

test("what JSON or a query says in other letters than UTF-8 is refused", async () => {
  const body = Buffer.concat([
    Buffer.from('{"title":"caf'),
    Buffer.of(0xe9),
    Buffer.from('","body":""}'),
  ]);
  const json = { ...typed("application/json"), "content-length": `${body.length}` };
  const ending = { connection: "close" };
  const posted = await say(head("POST", "/trpc/draft.create", { ...json, ...ending }), body);
  expect(posted).toMatch(/^HTTP\/1\.1 400 /);
  expect(posted).toContain('"code":"input_invalid"');
  const input = "%7B%22query%22%3A%22caf%E9%22%7D";
  for (const path of [`post.search?input=${input}`, "post.list%FF", "post.list?input=%"]) {
    expect(await say(head("GET", `/trpc/${path}`, ending))).toMatch(/^HTTP\/1\.1 400 /);
  }
  expect((await as("mara").draft.list({})).items).toEqual([]);
});
