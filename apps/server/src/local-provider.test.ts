import { request } from "node:http";

import { localProvider } from "@quoin/drivers/embedded";
import { discoverProvider, googleProvider } from "@quoin/drivers/production";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

import { openLocalProvider } from "./local-provider.ts";
import type { Faults } from "./local-provider/provider.ts";
import { pickPerson, sentTo } from "./testing/pick-person.ts";

const redirectUri = "http://localhost:3000/auth/local/callback";
// Characters that RFC 6749 wants encoded and arctic alone would not encode.
const client = { clientId: "quoin", clientSecret: "s%3A cret&+:é", redirectUri };
const faults: Faults = {};
const local = await openLocalProvider({ ...client, faults });
const open = () => localProvider({ ...client, issuer: local.issuer });
const provider = open();

beforeEach(() => {
  for (const name of ["claims", "sign", "answer"] as const) delete faults[name];
  vi.useRealTimers();
});
afterAll(() => local.close());

/** A whole sign-in, up to what the relying party makes of it. */
async function signIn(relying = provider) {
  const { url, ...begun } = relying.begin();
  const code = sentTo(await pickPerson(url, "mara")).searchParams.get("code") ?? "";
  return relying.finish({ code, ...begun });
}

/** A whole sign-in of somebody who must prove it once more. */
async function proveAgain() {
  const { url, ...begun } = provider.begin({ isAgain: true });
  const code = sentTo(await pickPerson(url, "mara")).searchParams.get("code") ?? "";
  return provider.finish({ code, ...begun });
}
/** An answer of the token endpoint, and what is wrong with it. */
const tokens = (wrong: object) =>
  Response.json({ access_token: "a", token_type: "Bearer", id_token: "a.b.c", ...wrong });
const long = "a".repeat(200_000);
/** A body that nobody ever comes to the end of. */
const endless = () =>
  new ReadableStream({ pull: (body) => body.enqueue(new Uint8Array(100_000).fill(32)) });

const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

const refused = (reason: string) => expect.objectContaining({ name: "IdentityFailure", reason });

describe("a sign-in", () => {
  test("names the person who was picked, with state and issuer on the way back", async () => {
    const { url, state } = provider.begin();
    const back = sentTo(await pickPerson(url, "mara"));
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(back.searchParams.get("state")).toBe(state);
    expect(back.searchParams.get("iss")).toBe(local.issuer);
    expect(await signIn()).toEqual({
      subject: "mara",
      email: "mara@quoin.test",
      emailVerified: true,
      name: "Mara",
      hostedDomain: null,
      authAt: expect.closeTo(Date.now(), -4), // within five seconds
    });
  });

  test("offers a button per member of the cast, and no script", async () => {
    const page = await fetch(provider.begin().url);
    const html = await page.text();
    for (const name of ["Ada", "Ines", "Mara", "Teo", "Rui"]) {
      expect(html).toContain(`>Continue as ${name}</button>`);
    }
    expect(html).not.toContain("<script");
    const policy = page.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("form-action"); // it would stop the redirect back to the site
  });

  test("S-22: a Workspace is Google's to name: `hd` of another issuer says nothing", async () => {
    faults.claims = (claims) => ({ ...claims, hd: "example.com" });
    expect(await signIn()).toMatchObject({ hostedDomain: null });
  });

  test("that nobody was picked for is denied", async () => {
    const back = sentTo(await pickPerson(provider.begin().url, "nobody"));
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.has("code")).toBe(false);
  });

  test("works with any issuer found by discovery", async () => {
    expect(await signIn(await discoverProvider({ ...client, issuer: local.issuer }))).toMatchObject(
      { subject: "mara" },
    );
  });
});

describe("whoever must prove it once more", () => {
  test("is asked by the provider, which says when", async () => {
    const { url } = provider.begin({ isAgain: true });
    expect([url.searchParams.get("prompt"), url.searchParams.get("max_age")]).toEqual([
      "login",
      "0",
    ]);
    expect((await proveAgain()).authAt).toBeGreaterThan(Date.now() - 5000);
    const { url: plain } = provider.begin();
    expect([plain.searchParams.has("prompt"), plain.searchParams.has("max_age")]).toEqual([
      false,
      false,
    ]);
  });

  test.each([
    ["before they were asked", 61],
    ["last week", 7 * 86_400],
  ])("has not when the provider says %s", async (_, seconds) => {
    faults.claims = (claims) => ({ ...claims, auth_time: ago(seconds) });
    await expect(proveAgain()).rejects.toEqual(refused("untrusted"));
    expect(await signIn()).toMatchObject({ authAt: ago(seconds) * 1000 }); // nobody asked for it
  });

  test.each([undefined, "now", null, Number.NaN])("has not when it says %j", async (auth_time) => {
    faults.claims = (claims) => ({ ...claims, auth_time });
    await expect(proveAgain()).rejects.toEqual(refused("untrusted"));
    expect(await signIn()).toMatchObject({ authAt: null });
  });

  test("may have a clock that is a minute behind", async () => {
    faults.claims = (claims) => ({ ...claims, auth_time: ago(58) });
    expect(await proveAgain()).toMatchObject({ subject: "mara" });
  });
});

test("Google is not told what it does not know, and is asked which account as ever", () => {
  const google = googleProvider(client);
  for (const isAgain of [true, false]) {
    const { url, authSince } = google.begin({ isAgain });
    expect([url.searchParams.get("prompt"), authSince]).toEqual(["select_account", null]);
    expect(url.searchParams.has("max_age")).toBe(false);
  }
});

describe("S-18: an id_token is refused", () => {
  const foreign = { aud: ["quoin", "another"], azp: "another" };
  test.each<[string, (claims: JWTPayload) => JWTPayload]>([
    ["for another audience", (c) => ({ ...c, aud: "another" })],
    ["for several audiences, by another party", (c) => ({ ...c, ...foreign })],
    ["for several audiences, by no party", (c) => ({ ...c, aud: ["quoin", "another"] })],
    ["of another issuer", (c) => ({ ...c, iss: "http://127.0.0.1:1" })],
    ["without an issuer", (c) => ({ ...c, iss: undefined })],
    ["that expired", (c) => ({ ...c, iat: now() - 400, exp: now() - 61 })],
    ["without an end", (c) => ({ ...c, exp: undefined })],
    ["from the future", (c) => ({ ...c, iat: now() + 90 })],
    ["made long ago", (c) => ({ ...c, iat: now() - 3600 })],
    ["without its moment", (c) => ({ ...c, iat: undefined })],
    ["without a nonce", (c) => ({ ...c, nonce: undefined })],
    ["with another nonce", (c) => ({ ...c, nonce: "another" })],
    ["without a subject", (c) => ({ ...c, sub: undefined })],
    ["with an empty subject", (c) => ({ ...c, sub: "" })],
    ["with a subject of 300 characters", (c) => ({ ...c, sub: "m".repeat(300) })],
    ["with a subject beyond ASCII", (c) => ({ ...c, sub: "márа" })],
  ])("%s", async (_, claims) => {
    faults.claims = claims;
    await expect(signIn()).rejects.toEqual(refused("untrusted"));
  });

  test("with no signature", async () => {
    faults.sign = async (claims) => new UnsecuredJWT(claims).encode();
    await expect(signIn()).rejects.toEqual(refused("untrusted"));
  });

  test("signed with the client's secret", async () => {
    const secret = new TextEncoder().encode(client.clientSecret.padEnd(32));
    faults.sign = (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "local" }).sign(secret);
    await expect(signIn()).rejects.toEqual(refused("untrusted"));
  });

  test("signed with a key of the same name that is not the provider's", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    faults.sign = (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "local" }).sign(privateKey);
    await expect(signIn()).rejects.toEqual(refused("untrusted"));
  });

  test("signed with an unknown key, until the provider shows that key", async () => {
    const relying = open();
    await signIn(relying);
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    faults.sign = (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "next" }).sign(privateKey);
    await expect(signIn(relying)).rejects.toEqual(refused("untrusted"));
    const keys = [{ ...(await exportJWK(publicKey)), kid: "next", alg: "ES256", use: "sig" }];
    faults.answer = async (path) => (path === "/jwks" ? Response.json({ keys }) : undefined);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 }); // keys are asked for again
    expect(await signIn(relying)).toMatchObject({ subject: "mara" });
  });
});

describe("S-18: an address counts as verified only when the token says exactly true", () => {
  test.each([false, "true", 1, undefined])("%j", async (claimed) => {
    faults.claims = (claims) => ({ ...claims, email_verified: claimed });
    expect(await signIn()).toMatchObject({ emailVerified: false });
  });

  test("and is null when there is none", async () => {
    faults.claims = (claims) => ({ ...claims, email: undefined });
    expect(await signIn()).toMatchObject({ email: null });
  });
});

/** A sign-in with an issuer that need not say that addresses are verified. */
const trusting = async () =>
  signIn(await discoverProvider({ ...client, issuer: local.issuer, trustsEmail: true }));

describe("S-18: a provider that owns the domains of its addresses", () => {
  test("may be silent about them", async () => {
    faults.claims = (claims) => ({ ...claims, email_verified: undefined });
    expect(await trusting()).toMatchObject({ email: "mara@quoin.test", emailVerified: true });
  });

  test.each([false, "true", 0])("is believed when it says %j", async (email_verified) => {
    faults.claims = (claims) => ({ ...claims, email_verified });
    expect(await trusting()).toMatchObject({ emailVerified: false });
  });
});

describe("S-24: a provider that fails", () => {
  test.each<[string, string, string, () => Promise<Response>]>([
    ["with a 500", "/token", "failed", async () => new Response("oh", { status: 500 })],
    ["with a page", "/token", "failed", async () => new Response("<p>Hello")],
    ["with no id_token", "/token", "failed", async () => tokens({ id_token: undefined })],
    ["with another kind of token", "/token", "failed", async () => tokens({ token_type: "mac" })],
    ["with no kind of token", "/token", "failed", async () => tokens({ token_type: undefined })],
    ["with an id_token of 200 KB", "/token", "failed", async () => tokens({ id_token: long })],
    ["with tokens without end", "/token", "failed", async () => tokens({ access_token: long })],
    ["with an answer without end", "/token", "failed", async () => new Response(endless())],
    ["with keys without end", "/jwks", "failed", async () => new Response(endless())],
    ["with a 500 for its keys", "/jwks", "failed", async () => new Response("", { status: 500 })],
    ["with a page for its keys", "/jwks", "failed", async () => new Response("<p>Hello")],
  ])("%s is an error of its own", async (_, path, reason, answer) => {
    answering(path, answer);
    await expect(signIn(open())).rejects.toEqual(refused(reason));
  });

  test("by hanging is given up within 6 s", async () => {
    const began = Date.now();
    await Promise.all([hang("/token"), hang("/jwks")]);
    expect(Date.now() - began).toBeLessThan(6000);
  });

  test("by being down is unavailable, and works when it is back", async () => {
    const gone = await openLocalProvider(client);
    const relying = localProvider({ ...client, issuer: gone.issuer });
    const { url, ...begun } = relying.begin();
    const code = sentTo(await pickPerson(url, "mara")).searchParams.get("code") ?? "";
    await gone.close();
    const finish = relying.finish({ code, ...begun });
    await expect(finish).rejects.toEqual(refused("unavailable"));
  });

  test("to show its keys still signs in those who know them", async () => {
    const relying = open();
    await signIn(relying);
    answering("/jwks", async () => new Response("", { status: 500 }));
    expect(await signIn(relying)).toMatchObject({ subject: "mara" });
  });

  test.each<[string, string, object]>([
    ["untrusted", "describes another issuer", { issuer: "https://evil.example" }],
    ["failed", "leaves out an address", { issuer: local.issuer }],
  ])("is %s when discovery %s", async (reason, _, description) => {
    answering("/.well-known/openid-configuration", async () => Response.json(description));
    const found = discoverProvider({ ...client, issuer: local.issuer });
    await expect(found).rejects.toEqual(refused(reason));
  });

  test("is not even asked when it is neither https nor on this machine", async () => {
    expect(() => localProvider({ ...client, issuer: "http://id.example" })).toThrow("https://");
  });
});

describe("the local provider is strict", () => {
  async function exchange(change: { secret?: string; form?: Record<string, string> } = {}) {
    const { url, codeVerifier } = provider.begin();
    const code = sentTo(await pickPerson(url, "mara")).searchParams.get("code") ?? "";
    const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
    const send = () =>
      fetch(`${local.issuer}/token`, {
        method: "POST",
        headers: { authorization: credentials(change.secret ?? client.clientSecret) },
        body: new URLSearchParams({ ...form, code_verifier: codeVerifier, ...change.form }),
      });
    return { first: await send(), again: send };
  }

  test("a code works once", async () => {
    const { first, again } = await exchange();
    expect(first.status).toBe(200);
    expect(await (await again()).json()).toEqual({ error: "invalid_grant" });
  });

  test.each([
    ["another verifier", { code_verifier: "v".repeat(43) }],
    ["another redirect_uri", { redirect_uri: "http://localhost:3000/elsewhere" }],
    ["an unknown code", { code: "guess" }],
  ])("%s gets no token, and the code is spent", async (_, form) => {
    const { first } = await exchange({ form });
    expect(first.status).toBe(400);
    expect(await first.json()).toEqual({ error: "invalid_grant" });
  });

  test("a code that waited over a minute gets no token", async () => {
    const { url, ...begun } = provider.begin();
    const code = sentTo(await pickPerson(url, "mara")).searchParams.get("code") ?? "";
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    const finish = provider.finish({ code, ...begun });
    await expect(finish).rejects.toEqual(refused("expired"));
  });

  test.each(["authorize", "token"])(
    "what is too long or no text is refused, at /%s",
    async (door) => {
      const post = (body: BodyInit) => fetch(`${local.issuer}/${door}`, { method: "POST", body });
      expect((await post("x".repeat(10_001))).status).toBe(413);
      const answer = await post(Uint8Array.of(0x70, 0x3d, 0xe9));
      expect([answer.status, await answer.text()]).toEqual([
        400,
        "Something in that request is not as it should be.\n",
      ]);
    },
  );

  test("a wrong secret gets no token", async () => {
    expect((await exchange({ secret: "guess" })).first.status).toBe(401);
  });

  test.each([
    ["client_id", "another"],
    ["redirect_uri", "http://localhost:3000/elsewhere"],
    ["redirect_uri", `${redirectUri}/`],
  ])("an unknown %s is answered on the spot, never by a redirect", async (name, value) => {
    const { url } = provider.begin();
    url.searchParams.set(name, value);
    for (const answer of [await fetch(url, { redirect: "manual" }), await pickPerson(url, "ada")]) {
      expect(answer.status).toBe(400);
      expect(answer.headers.has("location")).toBe(false);
    }
  });

  test.each([
    ["response_type", "token"],
    ["scope", "profile"],
    ["state", ""],
    ["nonce", ""],
    ["code_challenge_method", "plain"],
    ["code_challenge", ""],
  ])("a request with %s %j is invalid", async (name, value) => {
    const { url } = provider.begin();
    url.searchParams.set(name, value);
    const back = sentTo(await pickPerson(url, "ada"));
    expect(back.searchParams.get("error")).toBe("invalid_request");
    expect(back.searchParams.has("code")).toBe(false);
  });

  test.each<[string, Record<string, string>]>([
    ["another site's page", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["a page of another port", { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" }],
    ["nobody knows where", {}],
  ])("S-41: a choice from %s picks nobody", async (_, headers) => {
    expect((await pickPerson(provider.begin().url, "ada", headers)).status).toBe(403);
  });

  test.each<[string, number, Record<string, string>]>([
    ["under another name", 421, { host: "rebound.example" }],
    ["as localhost", 421, { host: `localhost:${new URL(local.issuer).port}` }],
    ["through a proxy", 403, { "x-forwarded-for": "192.0.2.1" }],
    ["through a tunnel", 403, { "x-forwarded-host": "tunnel.example" }],
    ["forwarded", 403, { forwarded: "for=192.0.2.1" }],
  ])("S-41: whoever asks %s gets nothing, but %i", async (_, status, headers) => {
    expect(await statusWith(provider.begin().url, headers)).toBe(status);
  });

  test("S-41: a choice carries a token of its own page, or picks nobody", async () => {
    const { url } = provider.begin();
    const other = await tokenOn(provider.begin().url);
    const wrong: Record<string, string>[] = [{}, { token: "" }, { token: "t".repeat(43) }];
    for (const form of [...wrong, { token: other }]) {
      expect((await choose(url, form)).status, JSON.stringify(form)).toBe(403);
    }
    const elsewhere = await openLocalProvider(client);
    const same = new URL(url.search, `${elsewhere.issuer}/authorize`);
    expect((await choose(url, { token: await tokenOn(same) })).status).toBe(403);
    await elsewhere.close();
    const right = { token: await tokenOn(url) };
    expect((await choose(url, right)).status).toBe(303);
    expect((await choose(url, { ...right, person: "nobody" })).status).toBe(303);
  });
});

/** A choice as a form sends it, with what a form would not leave out. */
const choose = (url: URL, form: Record<string, string>) =>
  fetch(url, {
    method: "POST",
    body: new URLSearchParams({ person: "ada", ...form }),
    headers: { origin: url.origin, "sec-fetch-site": "same-origin" },
    redirect: "manual",
  });
const tokenOn = async (url: URL) =>
  /name="token" value="([\w-]{43})"/.exec(await (await fetch(url)).text())?.[1] ?? "";

/** `fetch` sets `Host` itself. */
const statusWith = (url: URL, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("error", reject);
    asked.end();
  });

const now = () => Math.floor(Date.now() / 1000);

const answering = (path: string, answer: () => Promise<Response>) => {
  faults.answer = async (asked) => (asked === path ? answer() : undefined);
};

const never = () => new Promise<Response>(() => undefined);

const hang = async (path: string) => {
  const slow = await openLocalProvider({
    ...client,
    faults: { answer: async (asked) => (asked === path ? never() : undefined) },
  });
  const finish = signIn(localProvider({ ...client, issuer: slow.issuer }));
  await expect(finish).rejects.toEqual(refused("unavailable"));
  await slow.close();
};

const credentials = (secret: string) =>
  `Basic ${Buffer.from(`quoin:${new URLSearchParams([["", secret]]).toString().slice(1)}`).toString("base64")}`;
