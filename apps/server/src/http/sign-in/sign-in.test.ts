import { openSite } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import { openSqlite, openSqliteOneTime, openSqliteSessions } from "@quoin/drivers/embedded";
import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";

import { openBrowser } from "../../testing/browser.ts";
import { doorOver } from "../../testing/door.ts";
import { openLocalSignIn } from "../../testing/local-sign-in.ts";
import { pickPerson, sentTo } from "../../testing/pick-person.ts";
import { answerError } from "../answer-error.ts";
import { uploadRoutes } from "../files/uploads.ts";
import type { Door, Env } from "../request/door.ts";
import { gate } from "../request/gate.ts";
import { requestLog } from "../request/request-log.ts";
import { trpcRoutes } from "../trpc.ts";
import { signInRoutes } from "./sign-in.ts";

const { services, clock, people } = await openWorld();
const ours = "http://localhost:3000";
const { identity, faults } = await openLocalSignIn(ours);
beforeEach(async () => {
  for (const name of ["claims", "sign", "answer"] as const) delete faults[name];
  await openSite(services);
});

const door = doorOver(services, identity);
const siteOf = (changed: Door) =>
  new Hono<Env>()
    .use(requestLog(changed.log))
    .use(gate(changed))
    .route("/", trpcRoutes(changed))
    .route("/", signInRoutes(changed))
    .route("/", uploadRoutes(changed))
    .onError(answerError(changed));
const app = siteOf(door);
type Browser = ReturnType<typeof openBrowser>;

/** Presses "Continue", picks somebody, and stops before the site hears of it. */
async function goAndPick(browser: Browser, person: "ada" | "mara" | "nobody", query = "") {
  const begun = await browser.ask(`/auth/local${query}`);
  const back = sentTo(await pickPerson(sentTo(begun), person));
  return back.pathname + back.search;
}

/** What ties the sign-in of a callback to its browser, as a request carries it; empty without it. */
function ownCookie(browser: Browser, path: string): string {
  const state = new URLSearchParams(path.split("?")[1]).get("state") ?? "";
  const name = `quoin_oauth_dev_${state.slice(0, 12)}`;
  const own = browser.jar.get(name);
  return own ? `${name}=${own.value}` : "";
}

const comeBack = (browser: Browser, path: string) => browser.ask(path, { from: "elsewhere" });

async function signedIn(person: "ada" | "mara" = "mara"): Promise<Browser> {
  const browser = openBrowser(app);
  expect((await comeBack(browser, await goAndPick(browser, person))).status).toBe(303);
  return browser;
}

async function whoIs(browser: Browser): Promise<string | null> {
  const answer = await browser.ask("/trpc/session.mine");
  const { result } = (await answer.json()) as {
    result: { data: { person: { handle: string } } | null };
  };
  return result.data?.person.handle ?? null;
}

async function isFresh(browser: Browser): Promise<boolean | undefined> {
  const answer = await browser.ask("/trpc/session.mine");
  const { result } = (await answer.json()) as { result: { data: { isFresh: boolean } | null } };
  return result.data?.isFresh;
}

const code = (answer: Response) => answer.status;

describe("signing in", () => {
  test("leads from the page through the provider to the desk", async () => {
    const browser = openBrowser(app);
    const page = await browser.ask("/sign-in");
    const html = await page.text();
    expect(html).toContain("Continue with the local cast</a>");
    expect(html).toContain('href="/auth/local?return_to=%2Fdesk"');
    expect(html).not.toContain("Make an account"); // the site makes none for strangers
    const done = await comeBack(browser, await goAndPick(browser, "mara"));
    expect([done.status, done.headers.get("location")]).toEqual([303, `${ours}/desk`]);
    expect(await whoIs(browser)).toBe("mara");
  });

  test("S-04: sets a cookie that no script and no other site can use, for an hour", async () => {
    const browser = openBrowser(app);
    const done = await comeBack(browser, await goAndPick(browser, "mara"));
    const [cookie = ""] = done.headers.getSetCookie();
    expect(cookie).toMatch(
      /^quoin_session_dev=[\w-]{22}\.[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(done.headers.get("cache-control")).toBe("private, no-store");
  });

  test("goes back to where it was asked from, and nowhere else", async () => {
    const browser = openBrowser(app);
    const to = async (asked: string) => {
      const query = `?return_to=${encodeURIComponent(asked)}`;
      const done = await comeBack(browser, await goAndPick(browser, "mara", query));
      return done.headers.get("location");
    };
    expect(await to("/desk/account?tab=1")).toBe(`${ours}/desk/account?tab=1`);
    expect(await to("//evil.example")).toBe(`${ours}/desk`);
    expect(await to("https://evil.example")).toBe(`${ours}/desk`);
  });

  test("is not needed twice: the page sends whoever is signed in to the desk", async () => {
    const answer = await (await signedIn()).ask("/sign-in");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `${ours}/desk`]);
  });

  test("S-06: renews a cookie that is due on the way to the desk", async () => {
    const browser = await signedIn();
    expect((await browser.ask("/sign-in")).headers.getSetCookie()).toEqual([]);
    clock.advance(300_000);
    const [cookie] = (await browser.ask("/sign-in")).headers.getSetCookie();
    expect(cookie).toMatch(/^quoin_session_dev=.*; Max-Age=3600; /);
  });

  test("is not begun by another site: people press the button themselves", async () => {
    const answer = await openBrowser(app).ask("/auth/local", { from: "elsewhere" });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Continue with the local cast");
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("S-09: ends the session before, which the provider's redirect does not carry", async () => {
    const browser = await signedIn("mara");
    const before = browser.jar.get("quoin_session_dev");
    await comeBack(browser, await goAndPick(browser, "ada"));
    expect(await whoIs(browser)).toBe("ada");
    const old = openBrowser(app);
    if (before) old.jar.set("quoin_session_dev", before);
    expect(await whoIs(old)).toBeNull();
  });

  test("S-01: leaves neither token nor secret in the log or in the database", async () => {
    const browser = await signedIn();
    await browser.ask("/trpc/session.list");
    const token = browser.jar.get("quoin_session_dev")?.value ?? "";
    const [sid = "", secret = ""] = token.split(".");
    const { rows: tables } = await services.db.execute<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name
        FROM information_schema.tables WHERE table_type = 'BASE TABLE'
        AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(5);
    const dumps = await Promise.all(
      tables.map(({ name }) => services.db.execute(`SELECT t::text FROM ${name} t`)),
    );
    const dump = JSON.stringify([dumps.map(({ rows }) => rows), door.logged]);
    expect(dump).toContain("mara@quoin.test");
    expect(secret).toHaveLength(43);
    for (const half of [sid, secret]) expect(dump).not.toContain(half);
  });

  test("works in two tabs at once", async () => {
    const browser = openBrowser(app);
    const [one, two] = [await goAndPick(browser, "mara"), await goAndPick(browser, "mara")];
    expect(code(await comeBack(browser, one))).toBe(303);
    expect(code(await comeBack(browser, two))).toBe(303);
  });

  test("S-37: its pages carry a nonce of their own, and nothing inline without it", async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const page = await openBrowser(app).ask("/sign-in");
        const policy = page.headers.get("content-security-policy") ?? "";
        const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1];
        const scripts = (await page.text()).match(/<script[^>]*>/g) ?? [];
        for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
        expect(policy).not.toContain("unsafe-inline");
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });
});

describe("proving it once more", () => {
  const hour = 3_600_000;

  test("begins on a page that says so, and makes the provider ask", async () => {
    const browser = await signedIn();
    const html = await (await browser.ask("/sign-in?again=1")).text();
    expect(html).toContain("Sign in again</h1>");
    expect(html).toContain('href="/auth/local?again=1&amp;return_to=%2Fdesk"');
    const asked = sentTo(await browser.ask("/auth/local?again=1")).searchParams;
    expect([asked.get("prompt"), asked.get("max_age")]).toEqual(["login", "0"]);
  });

  test("makes a session fresh, in place of the one before", async () => {
    const browser = await signedIn();
    const before = browser.jar.get("quoin_session_dev")?.value;
    clock.advance(hour / 2);
    expect(await isFresh(browser)).toBe(false);
    await comeBack(browser, await goAndPick(browser, "mara", "?again=1"));
    expect(await isFresh(browser)).toBe(true);
    expect(browser.jar.get("quoin_session_dev")?.value).not.toBe(before);
  });

  test("is for the same person: another is refused, and the session stays", async () => {
    const browser = await signedIn("mara");
    const answer = await comeBack(browser, await goAndPick(browser, "ada", "?again=1"));
    expect(answer.status).toBe(403);
    const html = await answer.text();
    expect(html).toContain("That is another account than the one you are signed in with.");
    expect(html).toContain('href="/sign-in?again=1"');
    expect(await whoIs(browser)).toBe("mara");
  });

  test("fails when the provider did not ask", async () => {
    const browser = await signedIn();
    faults.claims = (claims) => ({ ...claims, auth_time: Number(claims.iat) - 300 });
    const path = await goAndPick(browser, "mara", "?again=1");
    expect((await comeBack(browser, path)).status).toBe(401);
    expect(await whoIs(browser)).toBe("mara");
  });

  test("is what a plain sign-in is not, when the provider remembered somebody or is silent", async () => {
    faults.claims = (claims) => ({ ...claims, auth_time: 1_000_000_000 });
    expect(await isFresh(await signedIn())).toBe(false);
    faults.claims = (claims) => ({ ...claims, auth_time: undefined });
    expect(await isFresh(await signedIn())).toBe(false);
  });

  test("is beyond Google, whose every sign-in counts", async () => {
    faults.claims = (claims) => ({ ...claims, auth_time: undefined });
    const google = siteOf({ ...door, identity: { ...identity, canAskAgain: false } });
    const browser = openBrowser(google);
    await comeBack(browser, await goAndPick(browser, "mara"));
    expect(await isFresh(browser)).toBe(true);
  });
});

describe("S-17: a callback is refused", () => {
  test("without the cookie of the browser that began it", async () => {
    const path = await goAndPick(openBrowser(app), "mara");
    await refused(openBrowser(app), path);
  });

  test("with the cookie of another browser", async () => {
    const [mine, theirs] = [openBrowser(app), openBrowser(app)];
    const path = await goAndPick(mine, "mara");
    await goAndPick(theirs, "ada");
    await refused(theirs, path);
    await refused(mine, path); // and it is spent for its own browser too
  });

  test("with two such cookies", async () => {
    const browser = openBrowser(app);
    const path = await goAndPick(browser, "mara");
    const own = ownCookie(browser, path);
    const headers = { cookie: `${own}; ${own}` };
    expect((await browser.ask(path, { headers, from: "elsewhere" })).status).toBe(400);
  });

  test("a second time", async () => {
    const browser = openBrowser(app);
    const path = await goAndPick(browser, "mara");
    expect(code(await comeBack(browser, path))).toBe(303);
    browser.jar.delete("quoin_session_dev");
    await refused(browser, path);
  });

  test("after more than ten minutes", async () => {
    const browser = openBrowser(app);
    const path = await goAndPick(browser, "mara");
    clock.advance(600_001);
    await refused(browser, path);
  });

  test("that another provider's sign-in began", async () => {
    const browser = openBrowser(app);
    const other = openBrowser(siteOf({ ...door, identity: { ...identity, id: "other" } }));
    const begun = await other.ask("/auth/other");
    const back = sentTo(await pickPerson(sentTo(begun), "mara"));
    for (const [name, cookie] of other.jar) browser.jar.set(name, cookie);
    await refused(browser, back.pathname + back.search);
  });

  test.each(["", "?state=", "?state=guess", `?state=${"s".repeat(43)}`, "?state=a&state=b"])(
    "with %j for a state",
    async (query) => {
      await refused(openBrowser(app), `/auth/local/callback${query}`);
    },
  );

  test("with its state twice", async () => {
    const browser = openBrowser(app);
    const path = await goAndPick(browser, "mara");
    const state = new URLSearchParams(path.split("?")[1]).get("state");
    await refused(browser, `${path}&state=${state}`);
  });

  test.each([
    ["none", (path: string) => path.replace(/code=[^&]*/, "")],
    ["two", (path: string) => `${path}&code=another`],
    ["a long one", (path: string) => path.replace(/code=[^&]*/, `code=${"c".repeat(2049)}`)],
    ["a wrong one", (path: string) => path.replace(/code=[^&]*/, "code=guess")],
  ])("with a right state and of codes %s", async (_, change) => {
    const browser = openBrowser(app);
    await refused(browser, change(await goAndPick(browser, "mara")));
  });
});

describe("a sign-in under way is not disturbed", () => {
  const callback = "/auth/local/callback";
  test.each<[string, (browser: Browser) => Promise<Response>]>([
    ["by a made-up callback", (browser) => comeBack(browser, `${callback}?state=guess`)],
    ["by one without a state", (browser) => comeBack(browser, callback)],
    ["by an unknown state", (browser) => comeBack(browser, `${callback}?state=${"s".repeat(43)}`)],
    [
      "by one that is cancelled in another tab",
      async (browser) => comeBack(browser, await goAndPick(browser, "nobody")),
    ],
    [
      "by another one whose answer is wrong",
      async (browser) => {
        const path = await goAndPick(browser, "ada");
        return comeBack(browser, path.replace(/code=[^&]*/, "code=guess"));
      },
    ],
    [
      "by somebody else's callback",
      async (browser) => comeBack(browser, await goAndPick(openBrowser(app), "ada")),
    ],
  ])("%s", async (_, disturb) => {
    const browser = openBrowser(app);
    const path = await goAndPick(browser, "mara");
    const own = ownCookie(browser, path);
    expect((await disturb(browser)).status).toBeGreaterThanOrEqual(400);
    expect([...browser.jar.keys()]).toEqual([own.split("=")[0]]);
    expect(code(await comeBack(browser, path))).toBe(303);
    expect(await whoIs(browser)).toBe("mara");
  });

  test("by another that begins in the same moment, in a browser without a cookie", async () => {
    const browser = openBrowser(app);
    const begin = () => goAndPick(browser, "mara");
    for (const path of await Promise.all([begin(), begin()])) {
      expect(code(await comeBack(browser, path))).toBe(303);
    }
  });

  test("by seven others; a browser does not gather more of them", async () => {
    const browser = openBrowser(app);
    const paths: string[] = [];
    for (let nth = 0; nth < 20; nth += 1) paths.push(await goAndPick(browser, "ada"));
    expect(browser.jar.size).toBe(8);
    for (const path of paths.slice(0, -8)) await refused(browser, path);
    for (const path of paths.slice(-8)) expect(code(await comeBack(browser, path))).toBe(303);
    expect([...browser.jar.keys()]).toEqual(["quoin_session_dev"]);
  });

  test("by another that ends well, nor by a reload of its end", async () => {
    const browser = openBrowser(app);
    const [first, second] = [await goAndPick(browser, "mara"), await goAndPick(browser, "ada")];
    expect(code(await comeBack(browser, first))).toBe(303);
    expect(code(await comeBack(browser, first))).toBe(400);
    expect(await whoIs(browser)).toBe("mara"); // a reload signs nobody out
    expect(code(await comeBack(browser, second))).toBe(303);
    expect(await whoIs(browser)).toBe("ada");
  });
});

test("S-19: of twenty equal callbacks at once one signs in", async () => {
  const browser = openBrowser(app);
  const path = await goAndPick(browser, "mara");
  const cookie = ownCookie(browser, path);
  const come = async () => app.request(ours + path, { headers: { cookie } });
  await services.sessions.revokeAll(people.mara.id); // beyond twenty the oldest ends
  const statuses = (await Promise.all(Array.from({ length: 20 }, come))).map(code);
  expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  expect(statuses.filter((status) => status === 400)).toHaveLength(19);
  const { rows } = await services.db.execute("SELECT person_id FROM identities");
  expect(rows).toEqual([{ person_id: people.mara.id }]);
  expect(await services.sessions.list(people.mara.id, clockNow())).toHaveLength(1);
});

describe("a sign-in that fails says so in words", () => {
  test("when nobody was picked", async () => {
    const { status, html } = await failing("nobody");
    expect(status).toBe(403);
    expect(html).toContain("Sign-in was cancelled. Nothing has changed.");
  });

  test("when the answer names another issuer", async () => {
    const iss = "iss=https%3A%2F%2Fevil.example";
    expect((await failing("mara", [/iss=[^&]*/, iss])).status).toBe(401);
  });

  test("when a claim does not hold", async () => {
    faults.claims = (claims) => ({ ...claims, aud: "another" });
    expect((await failing()).status).toBe(401);
  });

  test("when the provider reports an error of its own", async () => {
    expect((await failing("mara", [/code=[^&]*/, "error=server_error"])).status).toBe(502);
  });

  test("when the provider fails", async () => {
    faults.answer = async (path) =>
      path === "/token" ? new Response("", { status: 500 }) : undefined;
    expect((await failing()).status).toBe(502);
  });

  test.each([false, "true", 1])("when the address is verified %j", async (email_verified) => {
    faults.claims = (claims) => ({ ...claims, email_verified });
    expect((await failing()).status).toBe(403);
  });

  test("when the address is nobody's here", async () => {
    faults.claims = (claims) => ({ ...claims, sub: "x", email: "stranger@example.com" });
    const { status, html } = await failing();
    expect(status).toBe(403);
    expect(html).toContain("There is no account for you on this site.");
  });

  test("and leaves neither state, code nor address in the log", async () => {
    faults.claims = (claims) => ({ ...claims, aud: "another" });
    const browser = openBrowser(app);
    const path = await goAndPick(browser, "mara");
    await comeBack(browser, path);
    const log = JSON.stringify(door.logged);
    for (const secret of [...new URLSearchParams(path.split("?")[1]).values()].slice(0, 2)) {
      expect(log).not.toContain(secret);
    }
    expect(log).toContain("untrusted");
    expect(log).not.toContain("mara@quoin.test");
  });

  test("when it is tried too often", async () => {
    const browser = openBrowser(app);
    const asked = Array.from({ length: 301 }, () => browser.ask("/auth/local"));
    const answers = await Promise.all(asked);
    const over = answers.find(({ status }) => status === 429);
    expect(Number(over?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(300);
  });
});

describe("signing out", () => {
  test("S-07: ends the session and removes the cookie, and again is fine", async () => {
    const browser = await signedIn();
    const cookie = browser.jar.get("quoin_session_dev");
    const answer = await browser.ask("/auth/sign-out", { method: "POST" });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toEqual([
      "quoin_session_dev=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict",
    ]);
    if (cookie) browser.jar.set("quoin_session_dev", cookie);
    expect(await whoIs(browser)).toBeNull();
    const headers = { "content-type": "application/json" };
    for (const [path, asked] of [
      ["/trpc/session.list", {}],
      ["/trpc/person.updateMe", { method: "POST", headers, body: '{"name":"Mallory"}' }],
      ["/api/uploads", { method: "POST", body: "--x--" }],
    ] as const) {
      expect((await browser.ask(path, asked)).status, path).toBe(401);
    }
    expect((await browser.ask("/auth/sign-out", { method: "POST" })).status).toBe(204);
  });

  test("by a plain form leads to the front page", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const browser = await signedIn();
    const answer = await browser.ask("/auth/sign-out", { method: "POST", headers });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `${ours}/`]);
  });

  test("S-07: is never done by a link, nor by another site", async () => {
    const browser = await signedIn();
    expect((await browser.ask("/auth/sign-out")).status).toBe(405);
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await browser.ask("/auth/sign-out", { method: "POST", headers })).status).toBe(403);
    expect(await whoIs(browser)).toBe("mara");
  });
});

describe("S-10: while the session store is away", async () => {
  const gone = await openSqlite(":memory:");
  const sessions = openSqliteSessions(gone, services.site.sessionLife);
  const once = openSqliteOneTime(gone);
  await sessions.close();
  const without = siteOf({ ...door, services: { ...services, sessions, once } });

  test.each(["/sign-in", "/auth/local", "/trpc/session.mine"])(
    "%s answers 503 and leaves the cookie alone",
    async (path) => {
      const { jar } = await signedIn();
      const browser = openBrowser(without);
      for (const [name, cookie] of jar) browser.jar.set(name, cookie);
      const answer = await browser.ask(path);
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  test("the page still shows to those who carry no cookie", async () => {
    expect((await openBrowser(without).ask("/sign-in")).status).toBe(200);
  });

  test("signing out forgets here and says it is not done there", async () => {
    const { jar } = await signedIn();
    const browser = openBrowser(without);
    for (const [name, cookie] of jar) browser.jar.set(name, cookie);
    const answer = await browser.ask("/auth/sign-out", { method: "POST" });
    expect(answer.status).toBe(503);
    expect(browser.jar.has("quoin_session_dev")).toBe(false);
  });
});

/** What a sign-in may add to: accounts, what they are bound to, Mara's and Ada's sessions. */
async function written() {
  const sessions = await Promise.all(
    [people.mara, people.ada].map(({ id }) => services.sessions.list(id, clockNow())),
  );
  const { rows } = await services.db.execute(
    "SELECT (SELECT count(*)::int FROM people), (SELECT count(*)::int FROM identities) AS bound",
  );
  return [rows, sessions.map((list) => list.length)];
}
const clockNow = () => Date.parse(services.now());

/** Comes back in vain: in words, with nothing left in the browser. */
const refused = async (browser: Browser, path: string) => {
  const before = await written();
  const [own = ""] = ownCookie(browser, path).split("=");
  const others = [...browser.jar.keys()].filter((name) => name !== own);
  const answer = await comeBack(browser, path);
  expect(await written()).toEqual(before);
  expect(answer.status).toBe(400);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(browser.jar.has("quoin_session_dev")).toBe(false);
  expect([...browser.jar.keys()]).toEqual(others);
  const html = await answer.text();
  expect(html).toContain("That sign-in took too long or was already used. Start again.");
  expect(html).toContain('href="/sign-in"');
};

const failing = async (
  person: "mara" | "nobody" = "mara",
  change: [RegExp, string] = [/$/, ""],
) => {
  const browser = openBrowser(app);
  const answer = await comeBack(browser, (await goAndPick(browser, person)).replace(...change));
  expect(browser.jar.size).toBe(0);
  return { status: answer.status, html: await answer.text() };
};
