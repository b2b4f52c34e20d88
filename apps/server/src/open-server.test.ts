import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";

import { openWorld } from "@quoin/api/testing";
import { afterAll, expect, test } from "vitest";

import { openServer } from "./open-server.ts";
import { siteApp } from "./testing/site-app.ts";

const { services } = await openWorld();
const { app, pages } = siteApp(services);
const server = openServer(app.fetch, { pages, headersMs: 200 }).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** Sends this, and gives what comes back until the other side ends the connection. */
async function say(text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(text);
  let heard = "";
  for await (const chunk of socket) heard += String(chunk);
  return heard;
}

const paths = ["/", "/archive", "/trpc/site.read", "/favicon.svg", "/never-was"];

test.each(paths)(
  "a GET of %s that announces a body is answered, and its connection ends",
  async (path) => {
    for (const method of ["GET", "HEAD", "GET"]) {
      // by then it may be kept
      for (const announced of ["Content-Length: 9", "Transfer-Encoding: chunked"]) {
        const heard = await say(
          `${method} ${path} HTTP/1.1\r\nHost: localhost:3000\r\n${announced}\r\n\r\n`,
        );
        expect(heard).toMatch(/^HTTP\/1\.1 (20[04]|404) /);
        expect(heard).toContain("Connection: close");
      }
    }
  },
);

test("headers that never end, or never begin, are given up", async () => {
  for (const text of ["GET / HTTP/1.1\r\nHost: localhost:3000\r\nX: ", "GET", ""]) {
    expect(await say(text)).toMatch(/^(HTTP\/1\.1 408 |$)/);
  }
});
