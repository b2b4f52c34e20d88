// @vitest-environment jsdom
import type { PostView } from "@quoin/model";
import { expect, test } from "vitest";

import { withAbsoluteAddresses } from "./absolute-addresses.ts";
import { atomFeed } from "./atom.ts";
import { jsonFeed } from "./json-feed.ts";
import { llmsText } from "./llms.ts";
import { rssFeed } from "./rss.ts";
import { sitemap, sitemapIndex } from "./sitemap.ts";

const origin = "https://quoin.test";
const site = {
  title: "Wedges & <Quoins>",
  description: "",
  language: "en",
  accent: null,
  navigation: [],
};
const id = "019a0000-0000-7000-8000-000000000001" as PostView["id"]; // the brand

const post: PostView = {
  id,
  kind: "post",
  slug: "schön",
  title: "A \u0000\u0008 control & <b>bold</b> ]]> title",
  excerpt: "",
  standfirst: "",
  author: { handle: "mara", name: "Mara", picture: null },
  tags: [{ slug: "type", name: "Type & paper" }],
  cover: null,
  featured: false,
  readingSeconds: 60,
  publishedAt: "2026-05-12T09:00:00.000Z",
  updatedAt: "2026-05-13T09:00:00.000Z",
  html: '<h2 id="a">A <a class="heading-link" href="#a" aria-label="Link to “A > B”">#</a></h2><p>See <a href="/other">it</a>, <a href="#one">one</a> and <img src="/media/a/b.webp" alt="a > b"></p>',
  headings: [],
  canonicalUrl: null,
};

/** Reads XML as strictly as feed readers may. */
function parse(xml: string): Document {
  const document = new DOMParser().parseFromString(xml, "application/xml");
  expect(document.querySelector("parsererror")?.textContent).toBeUndefined();
  return document;
}

const guid = (one: PostView) =>
  parse(rssFeed(site, origin, [one])).querySelector("guid")?.textContent;

test("the feed is XML, with the whole text, absolute addresses and names that last", () => {
  const feed = parse(rssFeed(site, origin, [post]));
  const item = (name: string) => feed.querySelector("item")?.getElementsByTagName(name)[0];
  expect(feed.querySelector("channel > title")?.textContent).toBe(site.title);
  expect(item("title")?.textContent).toBe("A  control & <b>bold</b> ]]> title");
  expect(item("link")?.textContent).toBe(`${origin}/sch%C3%B6n`);
  expect(item("guid")?.textContent).toBe(`urn:uuid:${id}`);
  expect(item("guid")?.getAttribute("isPermaLink")).toBe("false");
  expect(item("pubDate")?.textContent).toBe("Tue, 12 May 2026 09:00:00 +0000");
  expect(item("content:encoded")?.textContent).toBe(
    `<h2 id="a">A</h2><p>See <a href="${origin}/other">it</a>, <a href="${origin}/sch%C3%B6n#one">one</a> and <img src="${origin}/media/a/b.webp" alt="a > b"></p>`,
  );
});

test("a new guid is not made when a post changes its address", () => {
  expect(guid({ ...post, slug: "moved" })).toBe(guid(post));
});

test("the Atom feed and the JSON feed say the same, under the same names", () => {
  const atom = parse(atomFeed(site, origin, [post]));
  const entry = (name: string) => atom.querySelector("entry")?.getElementsByTagName(name)[0];
  expect(atom.documentElement.namespaceURI).toBe("http://www.w3.org/2005/Atom");
  expect(atom.querySelector("feed > updated")?.textContent).toBe(post.updatedAt);
  expect(atom.querySelector("feed > id")?.textContent).toBe(`${origin}/`);
  expect(entry("id")?.textContent).toBe(guid(post));
  expect(entry("title")?.textContent).toBe("A  control & <b>bold</b> ]]> title");
  expect(entry("link")?.getAttribute("href")).toBe(`${origin}/sch%C3%B6n`);
  expect(entry("category")?.getAttribute("label")).toBe("Type & paper");
  const rss = parse(rssFeed(site, origin, [post]));
  const whole = rss.getElementsByTagName("content:encoded")[0]?.textContent;
  expect(entry("content")?.textContent).toBe(whole);

  const json = JSON.parse(jsonFeed(site, origin, [{ ...post, slug: "moved" }]));
  expect(json).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    title: site.title,
    feed_url: `${origin}/feed.json`,
    items: [{ id: guid(post), url: `${origin}/moved`, title: post.title, tags: ["Type & paper"] }],
  });
  expect(json.items[0].content_html).toContain(`href="${origin}/moved#one"`);
  expect(json.items[0]).not.toHaveProperty("image");
});

test("language models are told where each text is, and no title becomes a mark", () => {
  const title = "One](http://evil.test)\n# Two";
  const text = llmsText(site, origin, [{ ...post, title, excerpt: "Of <b>\nwedges" }]);
  expect(text).toMatch(/^# Wedges & \\<Quoins\\>\n\n> /);
  expect(text).toContain(
    String.raw`- [One\](http://evil.test) \# Two](${origin}/sch%C3%B6n.md): Of \<b\> wedges`,
  );
});

test("an empty site has a feed too", () => {
  expect(parse(rssFeed(site, origin, [])).querySelectorAll("item")).toHaveLength(0);
  expect(parse(atomFeed(site, origin, [])).querySelector("updated")?.textContent).toMatch(/^1970/);
  expect(JSON.parse(jsonFeed(site, origin, []))).toMatchObject({ items: [] });
});

test("only addresses become absolute, never words that look like one", () => {
  const whole = (html: string) => withAbsoluteAddresses(html, `${origin}/post`);
  const code = '<pre><code>&lt;a href="/x"> src="/y"</code></pre>';
  expect(whole(code)).toBe(code);
  expect(whole('<a title="a > href=" href="/x?a=1&amp;b=2">x</a>')).toBe(
    `<a title="a > href=" href="${origin}/x?a=1&amp;b=2">x</a>`,
  );
  expect(whole('<img srcset="/a.webp 320w, /b.webp 640w" src="https://cdn.test/c.webp">')).toBe(
    `<img srcset="${origin}/a.webp 320w, ${origin}/b.webp 640w" src="https://cdn.test/c.webp">`,
  );
  expect(whole('<a href="mailto:mara@quoin.test">m</a>')).toContain('"mailto:mara@quoin.test"');
});

test("a sitemap lists addresses with their last change; a large site has a list of them", () => {
  const addresses = [{ id, slug: "schön", updatedAt: post.updatedAt }];
  const map = parse(sitemap(origin, addresses, { withHome: true }));
  const places = [...map.querySelectorAll("loc")].map((place) => place.textContent);
  expect(places).toEqual([`${origin}/`, `${origin}/sch%C3%B6n`]);
  const index = parse(sitemapIndex(origin, [id]));
  expect(index.querySelector("loc")?.textContent).toBe(`${origin}/sitemap-${id}.xml`);
});
