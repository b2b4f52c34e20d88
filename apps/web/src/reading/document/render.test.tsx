// @vitest-environment jsdom
import { createHash } from "node:crypto";

import type { Neighbours, PostView } from "@quoin/model";
import { expect, test } from "vitest";

import * as reading from "../index.ts";
import type { Frame } from "./page.ts";

const frame: Frame = {
  setting: {
    site: {
      title: "Quoin",
      description: "Words, locked in place.",
      language: "en",
      accent: null,
      navigation: [{ label: "About", href: "/about" }],
    },
    origin: "https://quoin.test",
  },
  assets: { readingCss: "/assets/r.css", enhanceJs: "/assets/e.js", fonts: ["/assets/f.woff2"] },
  path: "/on-quoins",
};

const post: PostView = {
  id: "019a0000-0000-7000-8000-000000000001" as PostView["id"], // the brand
  kind: "post",
  slug: "on-quoins",
  title: "On </script><script>alert(1)</script>",
  excerpt: 'A "wedge" & <more>',
  standfirst: 'A "wedge" & <more>',
  author: { handle: "mara", name: "Mara", picture: null },
  tags: [{ slug: "schön", name: "Schön" }],
  cover: null,
  featured: false,
  readingSeconds: 61,
  publishedAt: "2026-05-12T09:00:00.000Z",
  updatedAt: "2026-05-12T10:00:00.000Z",
  html: '<h2 id="one">One</h2><p>Text</p>',
  headings: ["one", "two", "three"].map((id) => ({ id, depth: 2, text: id })),
  canonicalUrl: null,
};

const parse = (html: string) => new DOMParser().parseFromString(html, "text/html");
const alone = { previous: null, next: null };
const shown = (data: PostView, neighbours: Neighbours = alone) =>
  reading.renderDocument(reading.postPage, { post: data, neighbours }, frame);

test("a document says what it is, to people, to search and to those who share it", () => {
  const document = parse(shown(post));
  expect(document.compatMode).toBe("CSS1Compat");
  expect(document.documentElement.lang).toBe("en");
  expect(document.title).toBe(`${post.title} · Quoin`);
  const content = (selector: string) => document.querySelector(selector)?.getAttribute("content");
  expect(content("meta[name=description]")).toBe(post.excerpt);
  expect(content("meta[property='og:title']")).toBe(post.title);
  expect(content("meta[property='og:url']")).toBe("https://quoin.test/on-quoins");
  expect(document.querySelector("link[rel=canonical]")?.getAttribute("href")).toBe(
    "https://quoin.test/on-quoins",
  );
  expect(document.querySelector("link[type='application/rss+xml']")?.getAttribute("href")).toBe(
    "/feed.xml",
  );
  const facts = document.querySelector("script[type='application/ld+json']")?.textContent;
  expect(JSON.parse(facts ?? "")).toMatchObject({
    "@type": "BlogPosting",
    headline: post.title,
    author: { name: "Mara", url: "https://quoin.test/author/mara" },
  });
});

test("words of a writer never become markup of ours", () => {
  const document = parse(shown(post));
  expect(document.querySelector("h1")?.textContent).toBe(post.title);
  expect([...document.scripts].map((script) => script.textContent)).not.toContain("alert(1)");
});

test("every inline script of a page is known by its hash, and no style is written inline", () => {
  const html = shown(post);
  expect(html).not.toMatch(/\sstyle=|<style/);
  for (const script of parse(html).scripts) {
    if (script.src !== "" || script.type === "application/ld+json") continue; // files, and data
    const hash = createHash("sha256").update(script.textContent).digest("base64");
    expect(reading.constantBlockHashes).toContain(`'sha256-${hash}'`);
  }
});

test("a page reads top to bottom: skip link, header, one main part with one title, footer", () => {
  const document = parse(shown(post));
  const order = [...document.body.children].map((child) => child.localName);
  expect(order).toEqual(["a", "header", "main", "footer"]);
  const skip = document.querySelector("a")?.getAttribute("href")?.slice(1) ?? "";
  expect(document.getElementById(skip)?.localName).toBe("main");
  expect(document.querySelectorAll("h1")).toHaveLength(1);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the contents appear once there is something to find, and tags lead to their pages", () => {
  const few = parse(shown({ ...post, headings: post.headings.slice(0, 2) }));
  expect(few.querySelector(".contents-folded")).toBeNull();
  const document = parse(shown(post));
  const links = [...document.querySelectorAll(".contents-beside a")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["#one", "#two", "#three"]);
  expect(document.querySelector("a[rel=tag]")?.getAttribute("href")).toBe("/tag/sch%C3%B6n");
});

test("a later change is told, a quick correction is not; a page has no byline", () => {
  expect(parse(shown(post)).querySelector(".byline")?.textContent).toBe(
    "MaraMay 12, 20261 minute to read",
  );
  const changed = parse(shown({ ...post, updatedAt: "2026-05-14T09:00:00.000Z" }));
  expect(changed.querySelector(".byline")?.textContent).toContain("Updated May 14, 2026");
  expect(parse(shown({ ...post, kind: "page" })).querySelector(".byline")).toBeNull();
});

test("the posts before and after are a step away, and where there is none there is no step", () => {
  expect(parse(shown(post)).querySelector(".neighbours")).toBeNull();
  const beside = { previous: { slug: "schön", title: "<Schön>" }, next: null };
  const ways = parse(shown(post, beside)).querySelectorAll(".neighbours a");
  expect([...ways].map((way) => [way.getAttribute("href"), way.textContent])).toEqual([
    ["/sch%C3%B6n", "Previous<Schön>"],
  ]);
});

test("two hundred documents made one after another share nothing", () => {
  const one = shown(post);
  for (let n = 0; n < 200; n += 1) shown({ ...post, title: `Another ${n}`, slug: `another-${n}` });
  expect(shown(post)).toBe(one);
});
