import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";

import { afterAll, expect, test } from "vitest";

import { exchangeCode } from "./exchange-code.ts";

/** What the token endpoint says, and what it was asked. */
let says: { status?: number; body?: object; headers?: Record<string, string> } = {};
let heard: { headers: IncomingHttpHeaders; form: URLSearchParams; asked: number } | undefined;
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    heard = { headers: request.headers, form, asked };
    response.writeHead(says.status ?? 200, says.headers);
    response.end(JSON.stringify(says.body));
  });
}).listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address === null || typeof address === "string") throw new Error("no port");
afterAll(() => void server.close());

const client = {
  tokenEndpoint: `http://127.0.0.1:${address.port}/token`,
  clientId: "quoin: of & us",
  clientSecret: "a secret: of % & +",
  redirectUri: "https://quoin.example/auth/oidc/callback",
};
const right = { access_token: "access", token_type: "Bearer", id_token: "a.b.c" };
function exchange(answer: typeof says) {
  says = answer;
  return exchangeCode(client, { code: "the code", codeVerifier: "the verifier" });
}

test("a code is exchanged with the verifier, by a client that proves itself", async () => {
  const tokens = { idToken: "a.b.c", accessToken: "access" };
  expect(await exchange({ body: right })).toEqual(tokens);
  expect(Object.fromEntries(heard?.form ?? [])).toEqual({
    grant_type: "authorization_code",
    code: "the code",
    redirect_uri: client.redirectUri,
    code_verifier: "the verifier",
  });
  const credentials = heard?.headers.authorization?.slice("Basic ".length) ?? "";
  expect(Buffer.from(credentials, "base64").toString()).toBe(
    "quoin%3A+of+%26+us:a+secret%3A+of+%25+%26+%2B",
  );
});

test.each(["bearer", "BEARER"])("a token may be called %s: its case says nothing", async (kind) => {
  expect(await exchange({ body: { ...right, token_type: kind } })).toMatchObject({
    idToken: "a.b.c",
  });
});

test.each<[string, object]>([
  ["of another kind", { token_type: "mac" }],
  ["of no kind", { token_type: undefined }],
  ["of a kind that is no word", { token_type: ["Bearer"] }],
  ["that is not there", { id_token: undefined }],
  ["of 33 KB", { id_token: "a".repeat(33_000) }],
  ["beside 65 KB of something else", { refresh_token: "a".repeat(65_000) }],
])("S-24: a token %s is no answer", async (_, wrong) => {
  const work = exchange({ body: { ...right, ...wrong } });
  await expect(work).rejects.toMatchObject({ reason: "failed" });
});

test("a token with many groups in it is taken", async () => {
  const id_token = "a".repeat(20_000);
  expect(await exchange({ body: { ...right, id_token } })).toMatchObject({ idToken: id_token });
});

test("S-24: a code that is spent says so; any other error is the provider's", async () => {
  const spent = exchange({ status: 400, body: { error: "invalid_grant" } });
  await expect(spent).rejects.toMatchObject({ reason: "expired" });
  for (const status of [200, 400, 401, 403, 500]) {
    const work = exchange({ status, body: { error: "invalid_client" } });
    await expect(work).rejects.toMatchObject({ reason: "failed" });
  }
});

test("the secret goes to no other address", async () => {
  const elsewhere = { location: client.tokenEndpoint };
  const before = asked;
  const work = exchange({ status: 307, headers: elsewhere, body: right });
  await expect(work).rejects.toMatchObject({ name: "IdentityFailure" });
  expect(asked).toBe(before + 1);
});
