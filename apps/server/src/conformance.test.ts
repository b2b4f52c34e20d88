import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { discoverProvider } from "@quoin/drivers/production";
import { Provider } from "oidc-provider";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

/*
 * The same relying party against somebody else's provider, so that our client and our local
 * provider cannot share a misunderstanding.
 */
const redirectUri = "http://localhost:3000/auth/oidc/callback";
const client = { clientId: "quoin", clientSecret: "a secret: of % & +", redirectUri };
const mara = { email: "mara@quoin.test", email_verified: true, name: "Mara" };

/** What the person at the provider's page does, and how often they were asked. */
let choice: "mara" | "nobody" = "mara";
let asked = 0;
beforeEach(() => {
  asked = 0;
  vi.useRealTimers();
});

async function openProvider({ inIdToken }: { inIdToken: boolean }) {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: !inIdToken,
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...mara }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ["a key of a test"] },
    pkce: { required: () => true },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/interaction/") === true)
      void interact(provider, request, response);
    else void answer(request, response);
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return issuer;
}

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  asked += 1;
  if (choice === "nobody") {
    const denied = { error: "access_denied" };
    return provider.interactionFinished(request, response, denied);
  }
  const grant = new provider.Grant({ accountId: choice, clientId: client.clientId });
  grant.addOIDCScope("openid email profile");
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { login: { accountId: choice }, consent });
}

interface Going {
  isAgain?: boolean;
  /** What the browser has from before. */
  jar?: Map<string, string>;
  /** What it does to the address. */
  change?: (url: URL) => void;
}

/** Follows redirects with cookies, as a browser does, until one leads to the site. */
async function visit(start: URL, jar = new Map<string, string>()): Promise<URL> {
  let at = start;
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(at, { headers: { cookie }, redirect: "manual" });
    for (const text of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
    at = new URL(location, at);
    if (at.origin === "http://localhost:3000") return at;
  }
  throw new Error("too many redirects");
}

describe.each([
  ["says everything in the id_token", true],
  ["says who it is only when asked", false],
])("S-24: oidc-provider, which %s", async (_, inIdToken) => {
  const issuer = await openProvider({ inIdToken });
  const identity = await discoverProvider({ ...client, issuer });

  /** Goes to the provider and back. */
  async function begin(
    person: typeof choice = "mara",
    { isAgain = false, jar, change }: Going = {},
  ) {
    choice = person;
    const { url, ...begun } = identity.begin({ isAgain });
    change?.(url);
    const back = await visit(url, jar);
    return { ...begun, back, code: back.searchParams.get("code") ?? "" };
  }

  test("signs somebody in", async () => {
    const { back, state, ...answer } = await begin();
    expect(back.searchParams.get("state")).toBe(state);
    expect(back.searchParams.get("iss")).toBe(issuer);
    expect(await identity.finish(answer)).toEqual({
      subject: "mara",
      email: "mara@quoin.test",
      emailVerified: true,
      name: "Mara",
      hostedDomain: null,
      authAt: null, // not asked for
    });
  });

  test("asks again whoever is signed in there, and says when it did", async () => {
    const jar = new Map<string, string>();
    await identity.finish(await begin("mara", { jar }));
    expect(asked).toBe(1);
    await identity.finish(await begin("mara", { jar }));
    expect(asked).toBe(1); // it remembers her
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 300_000 });
    const { authAt } = await identity.finish(await begin("mara", { jar, isAgain: true }));
    expect(asked).toBe(2);
    expect(authAt).toBeGreaterThan(Date.now() - 5000);
  });

  test.each<[string, (url: URL) => void]>([
    [
      "took the question out",
      ({ searchParams: asks }) => (asks.delete("prompt"), asks.delete("max_age")),
    ],
    [
      "made it a mild one",
      ({ searchParams: asks }) => (asks.delete("prompt"), asks.set("max_age", "9999")),
    ],
  ])("is not believed to have asked when the browser %s", async (__, change) => {
    const jar = new Map<string, string>();
    await identity.finish(await begin("mara", { jar }));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 300_000 });
    const answer = await begin("mara", { jar, isAgain: true, change });
    expect(asked).toBe(1);
    await expect(identity.finish(answer)).rejects.toMatchObject({ reason: "untrusted" });
  });

  test("tells that it was denied", async () => {
    const { back } = await begin("nobody");
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.has("code")).toBe(false);
  });

  test("takes a code once", async () => {
    const answer = await begin();
    await identity.finish(answer);
    const again = identity.finish(answer);
    await expect(again).rejects.toMatchObject({ reason: "expired" });
  });

  test("takes no code with another verifier", async () => {
    const answer = await begin();
    const finish = identity.finish({ ...answer, codeVerifier: "v".repeat(43) });
    await expect(finish).rejects.toMatchObject({ reason: "expired" });
  });

  test("a nonce of another sign-in is not believed", async () => {
    const answer = await begin();
    const finish = identity.finish({ ...answer, nonce: "another" });
    await expect(finish).rejects.toMatchObject({ reason: "untrusted" });
  });

  test("sends nobody to an address that was not registered", async () => {
    const { url } = identity.begin();
    url.searchParams.set("redirect_uri", "http://localhost:3000/elsewhere");
    const answer = await fetch(url, { redirect: "manual" });
    expect([answer.status, answer.headers.has("location")]).toEqual([400, false]);
  });

  test("a wrong secret gets nothing", async () => {
    const answer = await begin();
    const wrong = await discoverProvider({ ...client, clientSecret: "guess", issuer });
    const finish = wrong.finish(answer);
    await expect(finish).rejects.toMatchObject({ reason: "failed" });
  });
});

test("S-18: an issuer that answers under another name is refused", async () => {
  const issuer = await openProvider({ inIdToken: true });
  const other = issuer.replace("127.0.0.1", "localhost");
  const found = discoverProvider({ ...client, issuer: other });
  await expect(found).rejects.toMatchObject({ reason: "untrusted" });
});
