import { once } from "node:events";
import { createServer } from "node:http";

import { afterAll, expect, test } from "vitest";

import { readUserinfo } from "./read-userinfo.ts";

/** What the provider says; a status alone is an error. */
let says: object | string | number = {};
let heard: string | undefined;
const server = createServer((request, response) => {
  heard = request.headers.authorization;
  response.statusCode = typeof says === "number" ? says : 200;
  response.end(typeof says === "object" ? JSON.stringify(says) : String(says));
}).listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address === null || typeof address === "string") throw new Error("no port");
const endpoint = `http://127.0.0.1:${address.port}/me`;
afterAll(() => void server.close());

const mara = { subject: "mara", name: null };
const ask = (answer: typeof says) => {
  says = answer;
  return readUserinfo(endpoint, "token", mara);
};

test("S-18: somebody's address is read with their token, for the same subject alone", async () => {
  const claims = { sub: "mara", email: "mara@quoin.test", email_verified: true, name: "Mara" };
  const read = { email: "mara@quoin.test", emailVerified: true, name: "Mara" };
  expect(await ask(claims)).toEqual(read);
  expect(heard).toBe("Bearer token");
  await expect(ask({ ...claims, sub: "ada" })).rejects.toMatchObject({ reason: "untrusted" });
  await expect(ask({ email: "x@y.z" })).rejects.toMatchObject({ reason: "untrusted" });
});

test.each([false, "true", 1, undefined])("S-18: verified %j is not verified", async (claimed) => {
  const claims = { sub: "mara", email: "mara@quoin.test", email_verified: claimed };
  expect(await ask(claims)).toMatchObject({ emailVerified: false });
});

test("S-24: a provider that cannot say fails as one", async () => {
  for (const odd of ["<p>Hello", "null", 500, 401]) {
    await expect(ask(odd)).rejects.toMatchObject({ reason: "failed" });
  }
  const gone = readUserinfo("http://127.0.0.1:1/me", "token", mara);
  await expect(gone).rejects.toMatchObject({ reason: "unavailable" });
});

/** The same from a provider that need not say so. */
const trusting = (verified: unknown) => {
  says = { sub: "mara", email: "mara@quoin.test", email_verified: verified };
  return readUserinfo(endpoint, "token", mara, { trustsEmail: true });
};

test("S-18: a provider that owns its addresses may be silent about them, and no more", async () => {
  for (const silent of [undefined, null, true]) {
    expect(await trusting(silent)).toMatchObject({ emailVerified: true });
  }
  for (const odd of [false, "true", "false", 1, 0, ""]) {
    expect(await trusting(odd)).toMatchObject({ emailVerified: false });
  }
});
