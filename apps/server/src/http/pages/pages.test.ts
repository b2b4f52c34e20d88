import { refusalOf } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import { Hono } from "hono";
import { beforeEach, expect, test } from "vitest";

import { openPageCache } from "../../page-cache.ts";
import { feedRoutes } from "../feeds/feeds.ts";
import type { Env } from "../request/door.ts";
import { pageRoutes } from "./pages.ts";

const { as, services, clock } = await openWorld();
const url = new URL(services.site.url);
const readingAssets = { readingCss: "/assets/r.css", enhanceJs: "/assets/e.js", fonts: [] };
const pages = openPageCache({ url });
beforeEach(() => pages.clear());

const door = { services, url, readingAssets, trustProxy: 1 };
const app = new Hono<Env>()
  .route("/", feedRoutes(door, pages))
  .route("/", pageRoutes(door, pages))
  .onError((error) => new Response(null, { status: refusalOf(error).status }));
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(url.origin + path, { headers });
const text = async (path: string) => (await get(path)).text();

const words = {
  title: "On Quoins",
  body: "A quoin is a wedge.",
  slug: "on-quoins",
  tags: ["Type"],
};
async function publish(more: object = {}) {
  const draft = await as("mara").draft.create({ ...words, ...more });
  await as("mara").post.publish(draft);
  return draft;
}

test("what is published is on the front page, in the archive, with its author and its tag", async () => {
  await publish();
  for (const path of ["/", "/archive", "/author/mara", "/tag/type"]) {
    const response = await get(path);
    expect(response.status, path).toBe(200);
    const html = await response.text();
    expect(html, path).toMatch(/^<!doctype html><html lang="en">.*<\/html>$/s);
    expect(html, path).toContain('href="/on-quoins"');
  }
  expect(await text("/on-quoins")).toContain("<p>A quoin is a wedge.</p>");
});

const linked = (html: string) =>
  Array.from(html.matchAll(/<h2[^>]*><a href="\/([^"]+)"/g), ([, slug]) => slug);

test("featured posts come first on the front page, and only there and only once", async () => {
  const featured: string[] = [];
  for (let n = 0; n < 15; n += 1) {
    clock.advance(60_000);
    const { id } = await publish({ title: `Post ${n}`, slug: `post-${n}` });
    if (n % 4 !== 0) continue;
    await as("mara").post.update({ id, featured: true });
    featured.unshift(`post-${n}`);
  }
  const html = await text("/");
  const newest = Array.from({ length: 15 }, (_, n) => `post-${14 - n}`);
  const first = featured.slice(0, 3); // of four, the newest three
  const rest = newest.filter((slug) => !first.includes(slug)).slice(0, 10);
  expect(linked(html)).toEqual([...first, ...rest]);
  expect(html).toContain('href="/archive">Everything');
  expect(linked(await text("/author/mara"))).toEqual(newest);
  expect(await text("/author/mara")).not.toContain("Featured");
});

test("a site on which everything is featured has a front page too", async () => {
  const { id } = await publish();
  await as("mara").post.update({ id, featured: true });
  const html = await text("/");
  expect(html.match(/href="\/on-quoins"/g)).toHaveLength(1);
  expect(html).not.toContain("Nothing is published here yet");
  expect(html).not.toContain("Everything, by year");
});

test("what is true of a post changes its page at once", async () => {
  const { id } = await publish();
  await as("mara").post.update({ id, canonicalUrl: "https://a.example/?a=1&b" });
  const html = await text("/on-quoins");
  expect(html).toContain('<link rel="canonical" href="https://a.example/?a=1&amp;b"/>');
  expect(html).toContain("Filed under");
  await as("mara").post.update({ id, kind: "page" });
  pages.clear();
  const page = await text("/on-quoins");
  expect(page).not.toContain("Filed under"); // no list of a tag holds it
  expect(page).not.toContain("to read");
  for (const path of ["/", "/archive", "/author/mara", "/feed.xml", "/feed.json", "/atom.xml"]) {
    pages.clear();
    expect(await text(path), path).not.toContain("on-quoins");
  }
  expect(await get("/tag/type")).toMatchObject({ status: 404 });
});

test("a page says how long it may be kept, and lets nothing be written into it", async () => {
  await publish();
  const { headers } = await get("/on-quoins");
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
  expect(headers.get("vary")).toBe("Accept-Encoding");
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'self'; script-src 'self' /);
  expect(headers.get("content-security-policy")).not.toContain("unsafe");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const etag = headers.get("etag") ?? "";
  expect(await get("/on-quoins", { "If-None-Match": etag })).toMatchObject({ status: 304 });
});

test("a page is the same for everyone, and sets no cookie", async () => {
  await publish();
  const plain = await text("/on-quoins");
  const strange = { Cookie: "__Host-quoin=a.b", Authorization: "Bearer x", "X-Original-URL": "/" };
  const answer = await get("/on-quoins?preview=1", strange);
  expect(await answer.text()).toBe(plain);
  expect(answer.headers.has("set-cookie")).toBe(false);
});

test("an old address leads to the new one for as long as that is so", async () => {
  const { id } = await publish();
  const saved = await as("mara").draft.save({ id, version: 1, slug: "on-wedges" });
  await as("mara").post.publish({ id, version: saved.version });
  const moved = await get("/on-quoins?utm_source=x");
  expect(moved.status).toBe(301);
  expect(moved.headers.get("location")).toBe(`${url.origin}/on-wedges`);
  expect(moved.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
  expect(await get("/on-wedges")).toMatchObject({ status: 200 });
});

test("what was trashed is gone, what never was is missing, and neither is kept", async () => {
  const { id } = await publish();
  await as("mara").post.trash({ id });
  const missing = ["/never", "/author/nobody", "/tag/none", "/a/b", "/%00", "/%E0%A4", "/On%20It"];
  for (const [path, status] of [
    ["/on-quoins", 410],
    ...missing.map((one) => [one, 404]),
  ] as const) {
    const response = await get(String(path));
    expect(response.status, String(path)).toBe(status);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const html = await response.text();
    expect(html).toContain("<h1>");
    expect(html).toContain('action="/search"');
  }
});

test("an address that leads nowhere helps to find what was meant", async () => {
  await publish({ title: "The <Wedge>", slug: "the-wedge" });
  const asker = { "x-forwarded-for": "192.0.2.7" }; // who has not asked for others before
  const html = await (await get("/blog/wedges-and-more.html?q=%22", asker)).text();
  expect(html).toContain('<a href="/the-wedge" dir="auto">The &lt;Wedge&gt;</a>');
  expect(html).toContain('value="blog wedges and more html"');
  expect(await text("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E")).not.toContain("<script>alert");
});

test("a post leads to the one before and the one after", async () => {
  await publish({ slug: "one" });
  clock.advance(60_000);
  await publish({ slug: "two" });
  expect(await text("/one")).toMatch(/<a href="\/two" rel="next">/);
  expect(await text("/two")).toMatch(/<a href="\/one" rel="prev">/);
});

test("every page has one address", async () => {
  await publish();
  await publish({ slug: "schön" });
  const leads = {
    "/on-quoins/": "/on-quoins",
    "/On-Quoins": "/on-quoins",
    "/archive//": "/archive",
  };
  for (const [from, to] of Object.entries({ ...leads, "/author/Mara": "/author/mara" })) {
    const response = await get(from);
    expect([response.status, response.headers.get("location")], from).toEqual([
      301,
      url.origin + to,
    ]);
  }
  expect(await get("/sch%C3%B6n")).toMatchObject({ status: 200 });
  expect((await get("//evil.test/")).headers.get("location")).toBe(`${url.origin}//evil.test`);
});

test("lists go on from where they stopped", async () => {
  for (let n = 0; n < 21; n += 1) {
    clock.advance(60_000);
    await publish({ title: `Post ${n}`, slug: `post-${n}` });
  }
  expect(await text("/")).toContain('href="/archive"');
  const first = await text("/author/mara");
  expect(first).not.toContain('"/post-0"');
  const next = /href="(\/author\/mara\?after=[^"]+)"/.exec(first)?.[1] ?? "";
  const second = await text(next);
  expect(second).toContain('"/post-0"');
  expect(second).not.toContain('"/post-20"');
});

test("a page rendered while something changed is shown and not kept", async () => {
  await publish();
  const before = pages.counts.kept;
  const rendering = get("/on-quoins");
  pages.clear();
  expect(await rendering).toMatchObject({ status: 200 });
  expect(pages.counts.kept).toBe(before);
  await get("/on-quoins");
  expect(pages.counts.kept).toBe(before + 1);
});

test("a search shows what was found with the words marked, and is kept by nobody", async () => {
  const before = pages.counts.kept;
  await publish({ title: "On <Wedges>", body: 'A <b>quoin</b> & a "wedge".' });
  const empty = await get("/search");
  expect(await empty.text()).toMatch(/<input[^>]* autofocus=""/);
  const answer = await get("/search?q=wedge&utm_source=x");
  expect(answer.headers.get("cache-control")).toBe("private, no-cache");
  expect(answer.headers.has("etag")).toBe(false);
  const html = await answer.text();
  expect(html).toContain('<a href="/on-quoins">On &lt;<mark>Wedges</mark>&gt;</a>');
  expect(html).toContain("A quoin &amp; a &quot;<mark>wedge</mark>&quot;.");
  expect(html).toMatch(/<title>1 result for wedge · .*>1 result for <q dir="auto">wedge<\/q>/);
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).toContain('value="wedge"');
  expect(pages.counts.kept).toBe(before);
  expect(await text("/search?q=wedge")).toBe(html);
});

test("a search that finds nothing says for what, and where else to look", async () => {
  await publish();
  const typed = encodeURIComponent('"><script>alert(1)</script>\0');
  const html = await text(`/search?q=${typed}%ED%A0%80%ff`);
  expect(html).toContain("Nothing was found for");
  expect(html).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html).not.toContain("<script>alert");
  expect(html).toContain('href="/search">Clear the search');
  expect(html).toContain('href="/tag/type"');
});

test("results go on from where they stopped, and one address may not search for ever", async () => {
  for (let n = 0; n < 21; n += 1) await publish({ title: `Wedge ${n}`, slug: `wedge-${n}` });
  const first = await text("/search?q=wedge+%26");
  const next = /href="(\/search\?q=[^"]+)"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const second = await text(next);
  expect(second).toContain("21 results for");
  const entries = `${first}${second}`.matchAll(/href="\/(wedge-\d+)"/g);
  expect(new Set([...entries].map((entry) => entry[1])).size).toBe(21);
  expect(await get("/search?q=wedge&after=x")).toMatchObject({ status: 400 });
  const asked = Array.from({ length: 61 }, async () => (await get("/search?q=wedge")).status);
  expect(await Promise.all(asked)).toContain(429);
});

test("privacy and terms are there from the first day", async () => {
  expect(await text("/privacy")).toContain("<h1>Privacy</h1>");
  expect(await text("/terms")).toContain("<h1>Terms</h1>");
});

test("many pages asked for at once do not mix", async () => {
  const slugs = Array.from({ length: 20 }, (_, n) => `post-${n}`);
  for (const slug of slugs) await publish({ title: `Title of ${slug}.`, slug });
  const asked = Array.from({ length: 200 }, (_, n) => slugs[n % slugs.length] ?? "");
  const answers = await Promise.all(asked.map((slug) => text(`/${slug}`)));
  for (const [n, html] of answers.entries()) {
    expect(html).toContain(`<h1 dir="auto">Title of ${asked[n]}.</h1>`);
    const own = html.replace(/<nav class="neighbours".*?<\/nav>/, "");
    expect(own.match(/Title of post-\d+\./g)?.every((one) => one === `Title of ${asked[n]}.`)).toBe(
      true,
    );
  }
});

test("a post is there as the Markdown it was written in, byte for byte", async () => {
  const body = "# Tïtle\r\n\r\n\t<b>raw</b> & ~~more~~  \n\n\n[^1]: End\u00a0";
  const { id } = await publish({ body, slug: "schön" });
  expect(await text("/sch%C3%B6n")).toContain(
    'rel="alternate" type="text/markdown" title="Markdown" href="/sch%C3%B6n.md"',
  );
  const answer = await get("/sch%C3%B6n.md");
  expect(await answer.text()).toBe(body);
  expect(answer.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(answer.headers.get("link")).toBe(`<${url.origin}/sch%C3%B6n>; rel="canonical"`);
  const etag = answer.headers.get("etag") ?? "";
  expect(await get("/sch%C3%B6n.md", { "If-None-Match": etag })).toMatchObject({ status: 304 });
  expect((await get("/%73ch%C3%B6n.md")).headers.get("location")).toMatch(/\/sch%C3%B6n\.md$/);

  await as("mara").draft.save({ id, version: 1, body: "Not yet public.", slug: "beautiful" });
  expect(await text("/sch%C3%B6n.md")).toBe(body);
  await as("mara").post.publish({ id, version: 2 });
  pages.clear();
  expect((await get("/sch%C3%B6n.md")).headers.get("location")).toMatch(/\/beautiful\.md$/);
  await as("mara").post.trash({ id });
  pages.clear();
  expect(await get("/beautiful.md")).toMatchObject({ status: 410 });
  for (const path of ["/never.md", "/.md", "/A%20b.md"]) {
    expect(await get(path), path).toMatchObject({ status: 404 });
  }
});

test("machines find what is public: a feed of posts, a map of everything, and what to leave alone", async () => {
  const { id } = await publish();
  await publish({ kind: "page", title: "About", slug: "about" });
  await as("mara").draft.create({ ...words, title: "Secret", slug: "secret" });
  for (const [path, type] of [
    ["/atom.xml", "application/atom+xml"],
    ["/feed.json", "application/feed+json"],
    ["/llms.txt", "text/plain"],
  ] as const) {
    const answer = await get(path);
    expect(answer.headers.get("content-type"), path).toBe(`${type}; charset=utf-8`);
    const etag = answer.headers.get("etag") ?? "";
    const told = await answer.text();
    expect(told, path).toContain("On Quoins");
    expect(told, path).not.toMatch(/About|Secret/);
    expect(await get(path, { "If-None-Match": etag }), path).toMatchObject({ status: 304 });
  }
  const feed = await get("/feed.xml");
  expect(feed.headers.get("content-type")).toBe("application/rss+xml; charset=utf-8");
  const rss = await feed.text();
  expect(rss).toContain(`urn:uuid:${id}`);
  expect(rss).not.toMatch(/About|Secret/);
  const map = await text("/sitemap.xml");
  expect([...map.matchAll(/<loc>(.*?)<\/loc>/g)].map((place) => place[1])).toEqual(
    ["/", "/on-quoins", "/about"].map((path) => url.origin + path),
  );
  expect(await text(`/sitemap-${id}.xml`)).toContain("/about");
  expect(await get("/sitemap-x.xml")).toMatchObject({ status: 404 });
  expect(await text("/robots.txt")).toContain(`Sitemap: ${url.origin}/sitemap.xml`);
  const etag = feed.headers.get("etag") ?? "";
  expect(await get("/feed.xml", { "If-None-Match": etag })).toMatchObject({ status: 304 });
});
