import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { freePort, startScript } from "./site.ts";

interface Tried {
  code: number | null;
  said: string;
  /** Whether anything could connect to its port while it ran. */
  listened: boolean;
}

/** Starts the process with an environment that should stop it. */
async function tryToStart(env: Record<string, string>): Promise<Tried> {
  const folder = await mkdtemp(join(tmpdir(), "quoin-start-"));
  const port = await freePort();
  const standard = { PORT: String(port), QUOIN_DATA: folder, NODE_ENV: undefined };
  const child = spawn(process.execPath, [startScript], {
    env: { ...process.env, ...standard, ...env },
  });
  let said = "";
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let listened = false;
  const knock = setInterval(() => {
    const socket = connect(port, "127.0.0.1", () => {
      listened = true;
      socket.destroy();
      child.kill("SIGKILL");
    }).on("error", () => {});
  }, 20);
  const code = await ended;
  clearInterval(knock);
  await rm(folder, { recursive: true });
  return { code, said, listened };
}

const oidc = { OIDC_CLIENT_ID: "quoin", OIDC_CLIENT_SECRET: "secret" };

test("what is set up wrongly stops the start, in words, before anything listens", async () => {
  test.setTimeout(180_000);
  const impostor = createServer((_, response) => {
    response.end(JSON.stringify({ issuer: "https://accounts.google.com" }));
  }).listen(0, "127.0.0.1");
  await once(impostor, "listening");
  const { port } = impostor.address() as AddressInfo; // it listens on a port, not on a pipe
  const issuer = `http://127.0.0.1:${port}`;

  const wrong: [string, Record<string, string>, RegExp][] = [
    // S-41: each condition of the local provider, one at a time.
    ["production", { NODE_ENV: "production", QUOIN_EMBEDDED: "1" }, /local provider is off/],
    ["an open host", { HOST: "0.0.0.0" }, /local provider is off/],
    ["an open IPv6 host", { HOST: "::" }, /local provider is off/],
    ["a public origin", { QUOIN_URL: "https://example.org" }, /local provider is off/],
    [
      "a public http origin",
      { QUOIN_URL: "http://example.org" },
      /QUOIN_URL must begin with https/,
    ],
    [
      "an issuer in clear text",
      { OIDC_ISSUER: "http://id.example", ...oidc },
      /OIDC_ISSUER must begin/,
    ],
    // S-18: an issuer that is somebody else.
    ["an impostor", { OIDC_ISSUER: issuer, ...oidc }, /OIDC_ISSUER cannot be used: .* describes/],
    ["no issuer", { OIDC_ISSUER: "http://127.0.0.1:1", ...oidc }, /OIDC_ISSUER cannot be used/],
    // S-10: stores that are not there.
    ["no address of Redis", { REDIS_URL: "127.0.0.1:6379" }, /REDIS_URL must be an address/],
    ["no Redis", { REDIS_URL: "redis://127.0.0.1:1" }, /Redis cannot be reached/],
    ["no Postgres", { DATABASE_URL: "postgres://127.0.0.1:1/none" }, /Postgres did not answer/],
  ];
  for (const [name, env, words] of wrong) {
    const { code, said, listened } = await tryToStart(env);
    expect.soft({ code, listened }, name).toEqual({ code: 1, listened: false });
    expect.soft(said, name).toMatch(words);
    expect.soft(said, name).not.toMatch(/\n {4}at /); // words, not a stack
  }
  impostor.close();
});
