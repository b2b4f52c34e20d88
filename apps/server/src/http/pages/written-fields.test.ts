import { openWorld } from "@quoin/api/testing";
import { xssCorpus } from "@quoin/api/testing/xss-corpus";
import { Slug, slugOf, Text } from "@quoin/model";
import { Hono } from "hono";
import { expect, test } from "vitest";

import { openPageCache } from "../../page-cache.ts";
import { domParser, sinksIn } from "../../testing/sinks.ts";
import { feedRoutes } from "../feeds/feeds.ts";
import type { Env } from "../request/door.ts";
import { pageRoutes } from "./pages.ts";

const { as, services } = await openWorld();
const url = new URL(services.site.url);
const readingAssets = { readingCss: "/assets/r.css", enhanceJs: "/assets/e.js", fonts: [] };
const pages = openPageCache({ url });
const door = { services, url, readingAssets, trustProxy: 1 };
const app = new Hono<Env>().route("/", feedRoutes(door, pages)).route("/", pageRoutes(door, pages));

// One in four: the renderer is given all of them in `xss.test.ts`, and every field is one more place
// where all are treated alike. What holds no character is refused before anything is kept.
const payloads = xssCorpus.filter(
  (payload, index) => index % 4 === 0 && Text.safeParse(payload).success,
);

let readers = 0;
async function text(path: string): Promise<string> {
  pages.clear();
  readers += 1; // each from an address of their own: searching is limited
  const headers = { "X-Forwarded-For": `192.0.${readers >> 8}.${readers & 255}` };
  return (await app.request(url.origin + path, { headers })).text();
}

/** Publishes a payload in everything a person can write, as a person of that name. */
async function publish(payload: string): Promise<{ slug: string; tag: string }> {
  const line = payload.replaceAll("\n", " ");
  await as("mara").person.updateMe({ name: line.slice(0, 100), bio: payload });
  const tag = line.trim().slice(0, 60);
  const words = { title: payload.slice(0, 300), excerpt: payload, tags: [tag] };
  const body = `${payload}\n\n![${line}](x.png "${line}")\n\n## ${line}\n\n## ${line}\n\n## ${line}`;
  const draft = await as("mara").draft.create({ ...words, body });
  const published = await as("mara").post.publish(draft);
  if (published.outcome !== "published") throw new Error("nobody else writes here");
  return { slug: published.slug, tag: slugOf(tag) };
}

test("nothing a person can write acts in a page or a feed", { timeout: 60_000 }, async () => {
  const found: Record<string, string[]> = {};
  const look = async (payload: string, path: string) => {
    const sinks = sinksIn(await text(path));
    if (sinks.length > 0) found[`${payload} at ${path}`] = sinks;
  };
  for (const payload of payloads) {
    const { slug, tag } = await publish(payload);
    const asked = encodeURIComponent(payload);
    const paths = [`/${slug}`, "/author/mara", `/search?q=${asked}`, `/${asked}`];
    for (const path of [
      "/privacy",
      "/terms",
      ...paths,
      ...(tag === "" ? [] : [`/tag/${encodeURIComponent(tag)}`]),
    ]) {
      await look(payload, path);
    }
  }
  for (const path of ["/", "/archive", "/search?q=alert", "/search?q=script"])
    await look("all", path);
  for (const html of await feedTexts()) {
    const sinks = sinksIn(html);
    if (sinks.length > 0) found[html] = sinks;
  }
  expect(found).toEqual({});
});

test("nothing an owner or an editor can say acts in a page", { timeout: 60_000 }, async () => {
  const found: Record<string, string[]> = {};
  await as("mara").post.publish(await as("mara").draft.create({ title: "One", tags: ["Type"] }));
  let [version, seen] = [1, { name: "Type", description: "" }];
  for (const payload of payloads) {
    const line = payload.replaceAll("\n", " ").trim();
    const site = { title: line.slice(0, 100), description: payload.slice(0, 500) };
    const navigation = [{ label: line.slice(0, 60), href: "/about" }];
    const texts = { privacy: payload, terms: payload };
    const saved = await as("ada").site.update({ version, ...site, navigation, ...texts });
    ({ version } = saved);
    const said = await as("ines").tag.update({ slug: "type", seen, description: payload });
    if (said.outcome === "saved") seen = said.tag;
    for (const path of ["/", "/tag/type", "/privacy"]) {
      const sinks = sinksIn(await text(path));
      if (sinks.length > 0) found[`${payload} at ${path}`] = sinks;
    }
  }
  expect(version).toBe(payloads.length + 1);
  expect(seen.description).toBe(payloads.at(-1)?.trim());
  expect(found).toEqual({});
});

/** Every text of the feeds that a reader shows as HTML. */
async function feedTexts(): Promise<string[]> {
  const xml = async (path: string, name: string) => {
    const document = domParser.parseFromString(await text(path), "application/xml");
    expect(document.querySelector("parsererror")?.textContent).toBeUndefined();
    return [...document.getElementsByTagName(name)].map((element) => element.textContent);
  };
  const json: { items: { content_html: string }[] } = JSON.parse(await text("/feed.json"));
  const texts = [
    ...(await xml("/feed.xml", "content:encoded")),
    ...(await xml("/atom.xml", "content")),
    ...json.items.map((item) => item.content_html),
  ];
  expect(texts.length).toBeGreaterThan(50);
  return texts;
}

test("none of it can be an address", () => {
  expect(xssCorpus.filter((payload) => Slug.safeParse(payload).success)).toEqual([]);
  expect(
    xssCorpus.map(slugOf).filter((slug) => slug !== "" && !Slug.safeParse(slug).success),
  ).toEqual([]);
});

test("the check itself sees a sink", () => {
  expect(sinksIn("<script>alert(1)</script>")).toEqual(["<script>alert(1)</script>"]);
  expect(sinksIn("<img src=x onerror=alert(1)>")).toEqual(["onerror=alert(1)"]);
  expect(sinksIn("<a href='java\tscript:alert(1)'>x</a>")).toHaveLength(1);
});
