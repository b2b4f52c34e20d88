import { openWorld } from "@quoin/api/testing";
import { beforeEach, expect, test } from "vitest";

import { sinksIn } from "../../testing/sinks.ts";
import { siteApp } from "../../testing/site-app.ts";

const { as, clock, services } = await openWorld();
const { app, door, pages } = siteApp(services);
const { origin } = door.url;

let readers = 0;
beforeEach(() => void (readers += 1));
const get = (url: string) =>
  app.request(url, { headers: { "x-forwarded-for": `192.0.2.${readers}` } });

const words = {
  title: "On Quoins",
  body: "## One\n\nA *wedge*.",
  tags: ["Type"],
  excerpt: "Short.",
};

async function share(more: object = {}) {
  const draft = await as("mara").draft.create({ ...words, ...more });
  const { url } = await as("mara").draft.share(draft);
  return { draft, url };
}

const article = (page: string) => /<article.*<\/article>/s.exec(page)?.[0];

test("a private address shows the draft as it is now, as the page it would be", async () => {
  const { draft, url } = await share();
  const first = await get(url);
  expect(first.status).toBe(200);
  const html = await first.text();
  expect(html).toContain("This is a private preview of a draft");
  expect(html).toContain('<time dateTime="2026-05-19T09:00:00.000Z">May 19, 2026</time>');
  await as("mara").post.publish(draft);
  const published = await (await get(`${origin}/on-quoins`)).text();
  expect(article(html)).toBe(article(published));
  await as("mara").draft.save({ ...draft, title: "On Wedges" });
  expect(await (await get(url)).text()).toContain('<h1 dir="auto">On Wedges</h1>');
});

test("nothing keeps a preview, indexes it, or is told its address", async () => {
  const { url } = await share({ body: "[Elsewhere](https://elsewhere.example)" });
  const token = url.split("/").at(-1) ?? "";
  const kept = pages.counts.kept;
  for (const address of [url, `${url.slice(0, -1)}~`]) {
    const answer = await get(address);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("content-security-policy")).toMatch(
      /^default-src 'self'; script-src/,
    );
    expect(answer.headers.get("set-cookie")).toBeNull();
    const html = await answer.text();
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).not.toContain("canonical");
    expect(html).not.toContain(token.slice(0, -1));
  }
  expect(pages.counts.kept).toBe(kept);
  expect(JSON.stringify(door.logged)).toContain("/preview/:token");
  expect(JSON.stringify(door.logged)).not.toContain(token.slice(0, -1));
});

test("an address that is wrong, over, ended or of the trash leads nowhere", async () => {
  const [over, ended, trashed] = [await share(), await share(), await share()];
  await as("mara").draft.unshare(ended.draft);
  await as("mara").post.trash({ id: trashed.draft.id });
  const wrong = ["x", "%00", "%E0%A4%A", "a".repeat(43)].map((it) => `${origin}/preview/${it}`);
  for (const url of [...wrong, ended.url, trashed.url]) {
    const answer = await get(url);
    expect(answer.status, url).toBe(404);
    expect(await answer.text()).toContain("There is nothing at this address.");
  }
  expect((await get(over.url)).status).toBe(200);
  clock.advance(7 * 24 * 60 * 60 * 1000);
  expect((await get(over.url)).status).toBe(404);
  expect((await get(`${origin}/preview`)).status).toBe(404);
});

test("nobody can try addresses, or have a long text made, for ever", async () => {
  const { url } = await share();
  const statuses = new Set<number>();
  for (let n = 0; n < 61; n += 1) statuses.add((await get(url)).status);
  expect([...statuses]).toEqual([200, 429]);
});

test("a draft that is too much for a page is refused in words, and the site lives on", async () => {
  const { url } = await share({ body: `[^a]: A note.\n\n${"[^a]".repeat(100_000)}` });
  const answer = await app.request(url, { headers: { accept: "text/html" } });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("would make a page larger than Quoin shows");
  expect((await get(`${origin}/`)).status).toBe(200);
});

test("what a draft says acts in no preview", async () => {
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
  const { url } = await share({
    title: hostile,
    excerpt: hostile,
    body: hostile,
    tags: [hostile.slice(0, 60)],
  });
  expect(
    sinksIn((await (await get(url)).text()).replaceAll("/assets/enhance.js", "/assets/e.js")),
  ).toEqual([]);
});
