import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";

import { openSite, type Services } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import type { PersonId } from "@quoin/model";
import { afterAll, beforeEach, expect } from "vitest";

import { openServer } from "../open-server.ts";
import { openLocalSignIn } from "../testing/local-sign-in.ts";
import { headersOf } from "../testing/media-app.ts";
import { siteApp } from "../testing/site-app.ts";

/** How a sender leaves: after its last byte, after the answer, or in the middle of everything. */
export type Leaving = "ends" | "waits" | "hangs up" | "resets";
export type FuzzedSite = Awaited<ReturnType<typeof openFuzzedSite>>;

/** The whole site behind a real server, without limits, for one test file. */
export async function openFuzzedSite() {
  const world = await openWorld();
  const limits = { count: async () => null, close: async () => undefined };
  const services: Services = { ...world.services, limits };
  const { identity, faults } = await openLocalSignIn(services.site.url);
  const { app, door, pages } = siteApp(services, { identity, silenceMs: 50 });
  let asking = 0;
  const fetch: typeof app.fetch = async (...asked) => {
    asking += 1;
    return Promise.resolve(app.fetch(...asked)).finally(() => (asking -= 1));
  };
  const server = openServer(fetch, { pages, headersMs: 400 }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => openSite(services));

  /** Sends exactly these bytes and gives what is answered. */
  async function say(bytes: Uint8Array | string, leaving: Leaving = "waits"): Promise<string> {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.setTimeout(5000, () => socket.destroy(new Error("it was never answered")));
    let heard = "";
    let trouble: Error | undefined;
    socket.on("data", (chunk) => (heard += chunk.toString("latin1")));
    socket.on("error", (error: Error & { code?: string }) => {
      if (error.code === undefined) trouble = error; // a line that is cut is an answer too
    });
    const closed = once(socket, "close").catch(() => {});
    socket.on("end", () => socket.end());
    await new Promise((sent) => socket.write(bytes, sent));
    if (leaving === "ends") socket.end();
    if (leaving === "hangs up") socket.destroy();
    if (leaving === "resets") socket.resetAndDestroy();
    await closed;
    if (trouble) throw trouble;
    return heard;
  }

  return {
    ...world,
    services,
    app,
    door,
    pages,
    faults,
    say,
    /** How many requests are being answered. */
    asking: () => asking,
    headersOf: (id: PersonId) => headersOf(services, id),
  };
}

const inWords = new Set([503, 507]);

/** Every answer is below 500, or says in words what is the matter, and never half. */
export function expectWords(status: number, text: string, also: readonly number[] = []): void {
  if (status < 500) return;
  expect([...inWords, ...also], text.slice(0, 500)).toContain(status);
  expect(text).toMatch(/"message":"[A-Z]|<h1>/);
}

/** The same of everything a connection said. */
export function expectHeard(heard: string): void {
  for (const [, status = ""] of heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm)) {
    expectWords(Number(status), heard);
  }
}
