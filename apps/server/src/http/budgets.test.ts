import { quoinRouter, storeForm } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import { beforeEach, expect, test } from "vitest";

import { countExpenses } from "../testing/expenses.ts";
import { headersOf } from "../testing/media-app.ts";
import { siteApp } from "../testing/site-app.ts";
import { budgets } from "./budgets.ts";

const { services: real, as, people } = await openWorld();
const { signUp } = real.site;
const site = { ...real.site, signUp: { ...signUp, mode: "invite" as const } };
const { services, taken } = countExpenses({ ...real, site });
const { app, door, pages } = siteApp(services);
const refusing = siteApp({ ...services, limits: { ...services.limits, count: async () => 7 } });
const ours = services.site.url;
const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Of signed addresses only the disk driver's are ours. */
const table = Object.entries(budgets).filter(
  ([entry]) => real.blobs.answer !== undefined || !entry.startsWith("PUT /blobs/"),
);

const fixtures: Record<string, string> = {};
beforeEach(async () => {
  const mara = as("mara");
  const file = {
    name: "a.png",
    type: "image/png",
    body: new Blob([Buffer.from(dot, "base64")]).stream(),
  };
  const { id, picture } = await storeForm(real, people.mara, file, new AbortController().signal);
  const publish = async (words: { title: string; slug: string }) => {
    const draft = await mara.draft.create({ body: `![](/media/${id})`, tags: ["Ink"], ...words });
    await mara.post.publish(draft);
    return draft;
  };
  const here = await publish({ title: "Here", slug: "here" });
  const gone = await publish({ title: "Gone", slug: "gone" });
  await mara.post.trash(gone);
  const moved = await publish({ title: "Moved", slug: "before" });
  const { version } = await mara.draft.read({ id: moved.id });
  const saved = await mara.draft.save({ id: moved.id, version, slug: "after" });
  if (saved.outcome !== "saved") throw new Error("somebody else wrote");
  await mara.post.publish({ id: moved.id, version: saved.version });
  const { url } = await mara.draft.share({ id: here.id });
  Object.assign(fixtures, {
    media: id,
    picture: picture?.src ?? "",
    preview: new URL(url).pathname,
    post: here.id,
    cursor: `2026-05-12T09:00:00.000Z_${id}`,
  });
});

let visits = 0;
/** Asks for an entry of the table as anyone would who was never here before. */
function ask(entry: string, of = app, address = `10.3.${(visits += 1) >> 8}.${visits & 255}`) {
  const [, stale, method = "", path = ""] = /^(stale )?([A-Z]+) (.+)$/.exec(entry) ?? [];
  const headers = {
    accept: "text/html",
    origin: ours,
    "x-forwarded-for": address,
    "content-type": "application/json",
    ...(stale && { cookie: `quoin_session_dev=${"a".repeat(22)}.${"b".repeat(43)}` }),
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => fixtures[name] ?? "");
  const body = method === "GET" ? {} : { body: "{}" };
  return of.request(ours + filled, { method, headers, ...body });
}

test("every address costs what it may, and not one statement more", async () => {
  door.logged.length = 0;
  for (const [entry, costs] of table) {
    pages.clear();
    taken();
    expect.soft((await ask(entry)).status, entry).toBeLessThan(500);
    expect.soft(taken(), entry).toEqual(costs);
  }
  // What is no middleware takes no `next`.
  const doors = app.routes.filter(({ handler, method }) => handler.length < 2 && method !== "ALL");
  const asked = new Set(door.logged.map(({ facts }) => ("route" in facts ? facts.route : "")));
  const missing = doors.filter(({ path }) => !asked.has(path)).map(({ path }) => path);
  expect(missing, "addresses of the site that are not in the table").toEqual([]);
});

test("whoever is over a limit costs nothing more, at any address", async () => {
  for (const [entry, costs] of table) {
    if (Object.keys(costs).length === 0) continue;
    taken();
    expect.soft((await ask(entry, refusing.app)).status, entry).toBe(429);
    // Whoever is signed in has an allowance of their own, so it is asked first who they are.
    const isCall = /^stale [A-Z]+ \/(trpc|api)\//.test(entry);
    expect.soft(taken(), entry).toEqual(isCall ? { sessions: 1 } : {});
  }
});

const overNearTitles: typeof real.limits.count = async ({ name }) =>
  name === "near-titles" ? 1 : null;

test("an address where nothing is costs no more than a page, and a row of them less", async () => {
  taken();
  const near = await ask("GET /hers-was-never");
  expect(await near.text()).toContain('href="/here"');
  const page = budgets["GET /here"]?.db ?? 0;
  expect(taken().db).toBe(page);
  const many = siteApp({ ...services, limits: { ...real.limits, count: overNearTitles } });
  const plain = await ask("GET /hers-was-never", many.app);
  expect(plain.status).toBe(404);
  expect(await plain.text()).not.toContain('href="/here"');
  expect(taken().db).toBe(page - 1);
});

test("every procedure for anyone is in the table, and every other wants a session", async () => {
  // tRPC keeps procedures by their whole names where its types do not show it.
  const { _def: inside } = quoinRouter;
  const names = Object.keys({ ...(inside.procedures as object) });
  const listed = Object.keys(budgets);
  for (const name of names.filter(
    (one) => !listed.some((entry) => entry.startsWith(`GET /trpc/${one}`)),
  )) {
    const answers = [await ask(`GET /trpc/${name}`), await ask(`POST /trpc/${name}`)];
    expect(
      answers.map(({ status }) => status),
      name,
    ).toContain(401);
  }
});

const search = async (entry: string, address: string) => (await ask(entry, app, address)).status;

test("a search is one allowance, on the page and in the procedure", async () => {
  for (let nth = 0; nth < 30; nth += 1) {
    expect(await search("GET /search?q=a", "10.5.0.1")).toBe(200);
    expect(
      await search("GET /trpc/post.search?input=%7B%22query%22%3A%22a%22%7D", "10.5.0.1"),
    ).toBe(200);
  }
  expect(await search("GET /search?q=a", "10.5.0.1")).toBe(429);
  expect(await search("GET /trpc/post.search?input=%7B%22query%22%3A%22a%22%7D", "10.5.0.1")).toBe(
    429,
  );
  expect(await search("GET /search", "10.5.0.1")).toBe(200); // without words nothing is looked for
  // A session that is none is nobody, and a person has their own wherever they are.
  expect(await search("stale GET /search?q=a", "10.5.0.1")).toBe(429);
  const { cookie } = await headersOf(real, people.mara.id);
  const page = (nth: number) =>
    app.request(`${ours}/search?q=a`, { headers: { cookie, "x-forwarded-for": `10.6.0.${nth}` } });
  for (let nth = 0; nth < 60; nth += 1) expect((await page(nth)).status).toBe(200);
  expect((await page(60)).status).toBe(429);
});

test("links of invitations that nobody sent are limited", async () => {
  const invite = (nth: number) =>
    ask(`GET /sign-in?invite=${String(nth).padStart(43, "x")}`, app, "10.7.0.1");
  for (let nth = 0; nth < 300; nth += 1) await invite(nth);
  expect((await invite(300)).status).toBe(429);
  expect((await ask("GET /sign-in", app, "10.7.0.1")).status).toBe(200);
});
