import { storeForm } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import { beforeEach, expect, test } from "vitest";

import { domParser } from "../../testing/sinks.ts";
import { siteApp } from "../../testing/site-app.ts";

const { as, services, people } = await openWorld();
const origin = services.site.url;
const { app, pages } = siteApp(services);
beforeEach(() => pages.clear());

const language = "pt-BR";

const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
async function upload() {
  const body = new Blob([Buffer.from(dot, "base64")]).stream();
  const file = { name: "dot.png", type: "image/png", body };
  return (await storeForm(services, people.mara, file, new AbortController().signal)).id;
}

async function fill() {
  const [cover, avatar] = [await upload(), await upload()];
  await as("mara").person.updateMe({ avatar });
  const navigation = [{ label: "Über", href: "/über" }];
  await as("ada").site.update({ version: 1, title: "The Wedge", language, navigation });
  const words = { excerpt: "On wedges.", body: "A quoin.", tags: ["Type", "Hand tools"] };
  const drafts = [
    { title: "On Quoins", slug: "on-quoins", cover, ...words },
    { title: "Bare", slug: "bare", body: "" },
    { kind: "page" as const, title: "Über", slug: "über", body: "About." },
  ];
  for (const draft of drafts) await as("mara").post.publish(await as("mara").draft.create(draft));
  const gone = await as("mara").draft.create({ title: "Gone", slug: "gone" });
  await as("mara").post.publish(gone);
  await as("mara").post.trash(gone);
  const seen = { name: "Type", description: "" };
  await as("ines").tag.update({ slug: "type", seen, description: "All about letters." });
}

async function headOf(path: string) {
  const html = await (
    await app.request(origin + path, { headers: { accept: "text/html" } })
  ).text();
  const document = domParser.parseFromString(html, "text/html");
  const all = (selector: string, attribute: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.getAttribute(attribute));
  const facts = document.querySelector("script[type='application/ld+json']");
  return {
    document,
    lang: document.documentElement.lang,
    title: document.title,
    description: all("meta[name=description]", "content"),
    canonical: all("link[rel=canonical]", "href"),
    robots: all("meta[name=robots]", "content"),
    graph: (name: string) => all(`meta[property='og:${name}']`, "content")[0],
    facts: facts === null ? null : (JSON.parse(facts.textContent) as Record<string, unknown>),
  };
}

const indexed: [path: string, ogType: string, factType: string, description: string][] = [
  ["/", "website", "WebSite", "Words, locked in place."],
  ["/archive", "website", "CollectionPage", "Everything published on The Wedge, newest first."],
  ["/tag/type", "website", "CollectionPage", "All about letters."],
  ["/tag/hand-tools", "website", "CollectionPage", "Posts about Hand tools on The Wedge."],
  ["/author/mara", "profile", "ProfilePage", "Mara writes about type, paper"],
  ["/on-quoins", "article", "BlogPosting", "On wedges."],
  ["/bare", "article", "BlogPosting", "Bare"],
  ["/%C3%BCber", "website", "WebPage", "About."],
  ["/privacy", "website", "WebPage", "Privacy of The Wedge."],
  ["/terms", "website", "WebPage", "Terms of The Wedge."],
];

test("every page that may be found says what it is, where, in which language, to all who ask", async () => {
  await fill();
  const titles = new Set<string>();
  for (const [path, ogType, factType, description] of indexed) {
    const head = await headOf(path);
    expect(head.lang, path).toBe(language);
    expect(head.title, path).toMatch(/^The Wedge$|. · The Wedge$/);
    titles.add(head.title);
    expect(head.description, path).toEqual([expect.stringContaining(description)]);
    expect(head.canonical, path).toEqual([origin + path]);
    expect(head.robots, path).toEqual([]);
    expect(head.graph("type"), path).toBe(ogType);
    expect(head.graph("url"), path).toBe(origin + path);
    expect(head.graph("locale"), path).toBe("pt_BR");
    expect(head.graph("site_name"), path).toBe("The Wedge");
    expect(head.graph("description"), path).toBe(head.description[0]);
    expect(head.graph("title"), path).not.toBe("");
    const facts = { "@context": "https://schema.org", "@type": factType, inLanguage: language };
    expect(head.facts, path).toMatchObject({ ...facts, url: origin + path });
    if (path !== "/") {
      expect(head.facts?.["isPartOf"], path).toMatchObject({
        "@type": "WebSite",
        url: `${origin}/`,
      });
    }
    const feeds = head.document.querySelectorAll("link[rel=alternate][type*='xml']");
    expect(feeds.length, path).toBe(2);
  }
  expect(titles.size).toBe(indexed.length);
});

test("what is nowhere to be found says so, and nothing else of itself", async () => {
  await fill();
  for (const path of ["/search", "/search?q=quoin", "/never", "/gone", "/sign-in", "/author/rui"]) {
    const head = await headOf(path);
    expect(head.robots, path).toEqual(["noindex"]);
    expect([head.canonical, head.facts, head.lang], path).toEqual([[], null, language]);
    expect(head.title, path).toMatch(/. · The Wedge$/);
  }
});

test("the front page says how to search the site", async () => {
  const { facts } = await headOf("/");
  expect(facts?.["potentialAction"]).toMatchObject({
    "@type": "SearchAction",
    target: { urlTemplate: `${origin}/search?q={search_term_string}` },
    "query-input": "required name=search_term_string",
  });
});

test("a post says who wrote it, when, about what, and what it looks like", async () => {
  await fill();
  const { facts, graph, document } = await headOf("/on-quoins");
  const address = /^http:\/\/localhost:3000\/media\/[0-9a-f-]{36}\/master\.png$/;
  expect(facts).toMatchObject({
    headline: "On Quoins",
    datePublished: services.now(),
    keywords: ["Hand tools", "Type"],
    image: expect.stringMatching(address),
    author: { name: "Mara", url: `${origin}/author/mara`, image: expect.stringMatching(address) },
  });
  expect(graph("image")).toBe(facts?.["image"]);
  expect([graph("image:width"), graph("image:height")]).toEqual(["1", "1"]);
  expect(graph("image:alt")).toBe("On Quoins");
  expect(document.querySelector(".byline img.portrait")?.getAttribute("width")).toBe("1");
  const tags = [...document.querySelectorAll("meta[property='article:tag']")];
  expect(tags.map((tag) => tag.getAttribute("content"))).toEqual(["Hand tools", "Type"]);
  expect(document.querySelector("time")?.textContent).toMatch(/ de \w+ de 20\d\d$/);
});

test("an author's page shows their face, and says whose it is", async () => {
  await fill();
  const { facts, graph, document } = await headOf("/author/mara");
  expect(facts?.["mainEntity"]).toMatchObject({ "@type": "Person", image: graph("image") });
  expect(graph("image:alt")).toBe("Mara");
  const face = document.querySelector("img.portrait.large");
  expect([face?.getAttribute("width"), face?.getAttribute("height")]).toEqual(["1", "1"]);
});

test("a tag's page says what the tag is about", async () => {
  await fill();
  const { document } = await headOf("/tag/type");
  expect(document.querySelector(".said")?.textContent).toBe("All about letters.");
});

const here = async (path: string) =>
  (await headOf(path)).document.querySelector("nav [aria-current=page]")?.textContent;

test("the navigation marks where the reader is, also after a page has moved", async () => {
  await fill();
  expect(await here("/%C3%BCber")).toBe("Über");
  expect(await here("/archive")).toBe("Archive");
  expect(await here("/on-quoins")).toBeUndefined();
  const { items } = await as("mara").draft.list({});
  const [{ id } = expect.fail("there is no page")] = items.filter(({ kind }) => kind === "page");
  await as("mara").draft.save({ id, version: 1, slug: "about-us" });
  await as("mara").post.publish({ id, version: 2 });
  pages.clear();
  expect(await here("/about-us")).toBe("Über");
});
