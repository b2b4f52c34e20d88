import { offerSetup, openSite } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";

import { openBrowser } from "../../testing/browser.ts";
import { doorOver } from "../../testing/door.ts";
import { openLocalSignIn } from "../../testing/local-sign-in.ts";
import { pickPerson, sentTo } from "../../testing/pick-person.ts";
import { answerError } from "../answer-error.ts";
import type { Env } from "../request/door.ts";
import { gate } from "../request/gate.ts";
import { requestLog } from "../request/request-log.ts";
import { trpcRoutes } from "../trpc.ts";
import { setupRoutes } from "./setup.ts";
import { signInRoutes } from "./sign-in.ts";

const { services, as } = await openWorld();
const ours = "http://localhost:3000";
const { identity, faults } = await openLocalSignIn(ours);

const door = doorOver(services, identity);
const app = new Hono<Env>()
  .use(requestLog(door.log))
  .use(gate(door))
  .route("/", trpcRoutes(door))
  .route("/", signInRoutes(door))
  .route("/", setupRoutes(door))
  .onError(answerError(door));
type Browser = ReturnType<typeof openBrowser>;

const closed = { ...services.site.signUp };
const nova = "nova@example.com";
/** The local provider says that whoever comes is this stranger. */
const comeAs = (email: string) => {
  faults.claims = (claims) => ({ ...claims, sub: `sub ${email}`, email, name: "Nova" });
};
beforeEach(async () => {
  services.site.signUp = { ...closed };
  comeAs(nova);
  await openSite(services);
});

/** Follows a link of ours to the provider and back. */
async function signInBy(browser: Browser, path: string): Promise<Response> {
  const begun = await browser.ask(path);
  const back = sentTo(await pickPerson(sentTo(begun), "mara"));
  return browser.ask(back.pathname + back.search, { from: "elsewhere" });
}

/** The first link of a page that begins a sign-in. */
const linkIn = (html: string) =>
  (/href="(\/auth\/local[^"]*)"/.exec(html)?.[1] ?? "").replaceAll("&amp;", "&");

async function whoIs(browser: Browser): Promise<unknown> {
  const answer = await browser.ask("/trpc/session.mine");
  const { result } = (await answer.json()) as { result: { data: { person: unknown } | null } };
  return result.data?.person ?? null;
}

/** Makes an invitation for Nova and gives the path of its link. */
async function invite(): Promise<string> {
  services.site.signUp.mode = "invite";
  const { url } = await as("ada").invitation.create({ email: nova, role: "editor" });
  expect(url.startsWith(`${ours}/sign-in?invite=`)).toBe(true);
  return url.slice(ours.length);
}

const networkOf = (address: string) => `${address.slice(0, address.lastIndexOf("."))}.0/24`;

/** Leaves the site without people, as at its first start, and gives the setup token. */
async function empty(): Promise<string> {
  await services.db.execute("TRUNCATE people CASCADE");
  const offered = await offerSetup(services);
  if (offered === null || offered === "waiting") throw new Error("no token was made");
  return offered.made;
}

const form = { "content-type": "application/x-www-form-urlencoded" };
const give = (browser: Browser, token: string) =>
  browser.ask("/setup", {
    method: "POST",
    headers: form,
    body: new URLSearchParams({ token }).toString(),
  });

const eventsOf = async () => {
  const { items } = await as("ada").audit.list({});
  return items.toReversed();
};

describe("an invitation", () => {
  test("S-22: its link leads through the page and the provider to the role it promised", async () => {
    const browser = openBrowser(app);
    const html = await (await browser.ask(await invite())).text();
    expect(html).toContain("You are invited");
    expect(html).toContain("as an editor");
    expect(html).toContain("n…@example.com");
    expect(html).not.toContain(nova);
    expect((await signInBy(browser, linkIn(html))).status).toBe(303);
    expect(await whoIs(browser)).toMatchObject({ email: nova, role: "editor" });
  });

  test("S-22: says no to another address, in words, and is not used up by it", async () => {
    const path = await invite();
    const html = await (await openBrowser(app).ask(path)).text();
    comeAs("other@example.com");
    const refused = await signInBy(openBrowser(app), linkIn(html));
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("Sign in with the address it was sent to");
    comeAs(nova);
    expect((await signInBy(openBrowser(app), linkIn(html))).status).toBe(303);
  });

  test("S-22: once used says so on its page, and still lets people sign in", async () => {
    const path = await invite();
    await signInBy(openBrowser(app), linkIn(await (await openBrowser(app).ask(path)).text()));
    const html = await (await openBrowser(app).ask(path)).text();
    expect(html).toContain("That invitation is used, too old or taken back.");
    expect(linkIn(html)).not.toContain("invite=");
    for (const nonsense of ["", "x", "%00", "a".repeat(44)]) {
      const page = await openBrowser(app).ask(`/sign-in?invite=${nonsense}`);
      expect(page.status).toBe(200);
    }
  });

  test("keeps its link out of the log", async () => {
    const path = await invite();
    const browser = openBrowser(app);
    await signInBy(browser, linkIn(await (await browser.ask(path)).text()));
    expect(JSON.stringify(door.logged)).not.toContain(path.split("=")[1]);
  });
});

describe("a new site", () => {
  test("S-22: is set up by whoever gives its token, and then has an owner", async () => {
    const token = await empty();
    const browser = openBrowser(app);
    expect(await (await browser.ask("/sign-in")).text()).toContain('href="/setup"');
    const asked = await browser.ask("/setup");
    expect(await asked.text()).toContain("Setup token");
    expect(asked.headers.get("cache-control")).toBe("private, no-store");
    const given = await (await give(browser, token)).text();
    expect((await signInBy(browser, linkIn(given))).status).toBe(303);
    expect(await whoIs(browser)).toMatchObject({ email: nova, role: "owner" });

    const gone = await openBrowser(app).ask("/setup");
    expect([gone.status, gone.headers.get("location")]).toEqual([303, `${ours}/sign-in`]);
    expect((await give(openBrowser(app), token)).status).toBe(403);
    expect(await (await openBrowser(app).ask("/sign-in")).text()).not.toContain("/setup");
  });

  test("S-22: is nobody's without the token, or with another", async () => {
    await empty();
    const stranger = openBrowser(app);
    expect((await signInBy(stranger, "/auth/local?intent=signup")).status).toBe(403);
    const refused = await give(stranger, "guess");
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("That is not the setup token.");
    expect((await stranger.ask(`/auth/local?setup=${"a".repeat(43)}`)).status).toBe(400);
    expect((await stranger.ask("/auth/local?setup=x")).status).toBe(400);
  });

  test("S-22: the way on works once", async () => {
    const path = linkIn(await (await give(openBrowser(app), await empty())).text());
    await openBrowser(app).ask(path);
    expect((await openBrowser(app).ask(path)).status).toBe(400);
  });

  test("S-22: two first owners at once are one", async () => {
    const token = await empty();
    const ways = [openBrowser(app), openBrowser(app)].map(async (browser, nth) => {
      const path = linkIn(await (await give(browser, token)).text());
      const begun = sentTo(await browser.ask(path));
      comeAs(`first-${nth}@example.com`);
      const back = sentTo(await pickPerson(begun, "mara"));
      return browser.ask(back.pathname + back.search, { from: "elsewhere" });
    });
    await Promise.all(ways);
    const { rows } = await services.db.execute("SELECT role FROM people WHERE role = 'owner'");
    expect(rows).toHaveLength(1);
  });

  test("guessing its token is slow", async () => {
    await empty();
    const browser = openBrowser(app);
    const answers = await Promise.all(Array.from({ length: 12 }, () => give(browser, "guess")));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  test("its form is not filled in by another site", async () => {
    const token = await empty();
    const body = new URLSearchParams({ token }).toString();
    const foreign = { ...form, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const answer = await openBrowser(app).ask("/setup", { method: "POST", headers: foreign, body });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain("/auth/local");
  });
});

describe("S-42: the audit log", () => {
  test("has one event each for coming, failing and going, with whence and which request", async () => {
    delete faults.claims;
    const browser = openBrowser(app);
    const stranger = openBrowser(app);
    await signInBy(browser, "/auth/local");
    await browser.ask("/auth/sign-out", { method: "POST" });
    comeAs("stranger@example.com");
    await signInBy(stranger, "/auth/local");

    const events = await eventsOf();
    expect(events.map(({ action }) => action)).toEqual([
      "identity_bound",
      "sign_in",
      "sign_out",
      "sign_in_failed",
    ]);
    const failed = { actor: null, details: { provider: "local", reason: "no_account" } };
    expect(events[3]).toMatchObject(failed);
    const logged = JSON.stringify(door.logged);
    const networks = [browser, browser, browser, stranger].map(({ address }) => networkOf(address));
    expect(events.map(({ address }) => address)).toEqual(networks);
    for (const { requestId } of events) {
      expect(logged).toContain(requestId);
    }
    expect(JSON.stringify(events)).not.toContain("stranger@example.com");
  });

  test("keeps nothing of a browser's own words, line breaks or not", async () => {
    delete faults.claims;
    const browser = openBrowser(app);
    const begun = await browser.ask("/auth/local");
    const back = sentTo(await pickPerson(sentTo(begun), "mara"));
    const agent = "Firefox/1\u0009forged: sign_in actor=ada";
    const headers = { "user-agent": agent };
    await browser.ask(back.pathname + back.search, { from: "elsewhere", headers });
    const events = await eventsOf();
    expect(events.at(-1)?.details).toMatchObject({ browser: "Firefox", system: "another system" });
    expect(JSON.stringify(events)).not.toContain("forged");
    expect(() => new Headers({ "user-agent": "a\r\nb" })).toThrow(); // HTTP itself has no such thing
  });

  test("hears nothing of callbacks that nobody began: strangers cannot fill it", async () => {
    const state = "s".repeat(43);
    await openBrowser(app).ask(`/auth/local/callback?state=${state}&code=x`);
    expect(await eventsOf()).toEqual([]);
  });
});

test("whoever must show again that it is them gets the page, signed in or not", async () => {
  delete faults.claims;
  const browser = openBrowser(app);
  await signInBy(browser, "/auth/local");
  expect((await browser.ask("/sign-in")).status).toBe(303);
  const page = await browser.ask("/sign-in?again&return_to=%2Fdesk%2Faccount");
  expect(page.status).toBe(200);
  expect(linkIn(await page.text())).toContain("return_to=%2Fdesk%2Faccount");
});
