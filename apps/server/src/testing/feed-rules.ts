import { z } from "zod";

import { domParser } from "./sinks.ts";

/** RFC 822 with the four-digit year RSS 2.0 prefers. */
const rfc822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/;
/** RFC 3339 §5.6. */
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const isDate = (text: string, form: RegExp) => form.test(text) && !Number.isNaN(Date.parse(text));
const isWeb = (text: string) => /^https?:\/\/[^/]/.test(text) && URL.canParse(text);

/** What is wrong with a document, in order; nothing when it is valid. */
class Findings {
  readonly all: string[] = [];
  expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.all.push(otherwise);
  }
}

function parse(xml: string, found: Findings): Element {
  const document = domParser.parseFromString(xml, "application/xml");
  const fault = document.querySelector("parsererror");
  found.expect(fault === null, `not well-formed: ${fault?.textContent}`);
  found.expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>'), "no XML declaration");
  return document.documentElement;
}

const atomNs = "http://www.w3.org/2005/Atom";

const childrenOf = (parent: Element, name: string, ns: string | null = null): Element[] =>
  [...parent.children].filter((one) => one.localName === name && one.namespaceURI === ns);
const textContent = (parent: Element, name: string, ns: string | null = null): string =>
  childrenOf(parent, name, ns)[0]?.textContent ?? "";

/** Addresses in a text shown as HTML have to be whole: a reader shows it elsewhere. */
function relativeIn(html: string): string[] {
  const { body } = domParser.parseFromString(html, "text/html");
  const shown = [...body.querySelectorAll("[href], [src]")];
  const addresses = shown.flatMap((element) =>
    ["href", "src"].flatMap((name) => element.getAttribute(name) ?? []),
  );
  return addresses.filter((address) => !URL.canParse(address));
}

/** The rules of RSS 2.0 (rssboard.org/rss-specification) and its Atom link. */
export function rssProblems(xml: string): string[] {
  const found = new Findings();
  const root = parse(xml, found);
  found.expect(root.localName === "rss" && root.getAttribute("version") === "2.0", "not RSS 2.0");
  const [channel, ...more] = childrenOf(root, "channel");
  if (!channel || more.length > 0) return [...found.all, "not exactly one channel"];

  for (const name of ["title", "link", "description"]) {
    found.expect(childrenOf(channel, name).length === 1, `not exactly one channel ${name}`);
  }
  found.expect(textContent(channel, "title") !== "", "the channel has no title");
  found.expect(isWeb(textContent(channel, "link")), "the channel's link is no address");
  const built = childrenOf(channel, "lastBuildDate").map((date) => date.textContent);
  found.expect(
    built.every((date) => isDate(date, rfc822)),
    `lastBuildDate ${built.join()}`,
  );
  const self = childrenOf(channel, "link", atomNs).filter(
    (link) => link.getAttribute("rel") === "self",
  );
  found.expect(self.length === 1, "not exactly one link to itself");
  found.expect(isWeb(self[0]?.getAttribute("href") ?? ""), "the link to itself is not absolute");

  const guids = new Set<string>();
  const items = childrenOf(channel, "item");
  for (const item of items) {
    const [title, guid] = [textContent(item, "title"), textContent(item, "guid")];
    const isPermaLink = childrenOf(item, "guid")[0]?.getAttribute("isPermaLink") !== "false";
    found.expect(
      title !== "" || textContent(item, "description") !== "",
      "neither title nor description",
    );
    found.expect(isWeb(textContent(item, "link")), `the link of ${title} is no address`);
    found.expect(isDate(textContent(item, "pubDate"), rfc822), `pubDate of ${title}`);
    found.expect(guid !== "" && (!isPermaLink || isWeb(guid)), `guid of ${title}`);
    guids.add(guid);
    const html = textContent(item, "encoded", "http://purl.org/rss/1.0/modules/content/");
    found.expect(relativeIn(html).length === 0, `relative in ${title}: ${relativeIn(html).join()}`);
    for (const author of childrenOf(item, "author")) {
      found.expect(author.textContent.includes("@"), "an RSS author is an address of mail");
    }
  }
  found.expect(guids.size === items.length, "two items have one guid");
  return found.all;
}

/** The rules of RFC 4287. */
export function atomProblems(xml: string): string[] {
  const found = new Findings();
  const feed = parse(xml, found);
  const of = (parent: Element, name: string) => childrenOf(parent, name, atomNs);
  const text = (parent: Element, name: string) => textContent(parent, name, atomNs);
  const link = (parent: Element, rel: string) =>
    of(parent, "link").filter((one) => (one.getAttribute("rel") ?? "alternate") === rel);
  found.expect(feed.localName === "feed" && feed.namespaceURI === atomNs, "not Atom");

  const entries = of(feed, "entry");
  for (const one of [feed, ...entries]) {
    const title = text(one, "title");
    for (const name of ["id", "title", "updated"]) {
      found.expect(of(one, name).length === 1, `${title}: not exactly one ${name}`);
    }
    found.expect(title !== "", "no title");
    found.expect(URL.canParse(text(one, "id")), `${title}: its id is no IRI`);
    found.expect(isDate(text(one, "updated"), rfc3339), `${title}: updated`);
    found.expect(
      of(one, "published").every((at) => isDate(at.textContent, rfc3339)),
      "published",
    );
    const alternates = link(one, "alternate");
    found.expect(alternates.length === 1, `${title}: not exactly one alternate of a type`);
    for (const place of of(one, "link")) {
      found.expect(isWeb(place.getAttribute("href") ?? ""), `${title}: a link is not absolute`);
    }
    for (const author of of(one, "author")) {
      found.expect(text(author, "name") !== "", `${title}: an author without a name`);
      found.expect(
        of(author, "uri").every((uri) => isWeb(uri.textContent)),
        "an author's uri",
      );
    }
    for (const category of of(one, "category")) {
      found.expect(category.getAttribute("term") !== null, `${title}: a category without a term`);
    }
  }
  found.expect(link(feed, "self").length === 1, "not exactly one link to itself");
  for (const entry of entries) {
    const title = text(entry, "title");
    found.expect(of(entry, "author").length > 0, `${title} has no author`);
    const [content, ...more] = of(entry, "content");
    found.expect(
      content?.getAttribute("type") === "html" && more.length === 0,
      `${title}: content`,
    );
    const relative = relativeIn(content?.textContent ?? "");
    found.expect(relative.length === 0, `relative in ${title}: ${relative.join()}`);
  }
  const ids = [feed, ...entries].map((one) => text(one, "id"));
  found.expect(new Set(ids).size === ids.length, "two have one id");
  return found.all;
}

const Web = z.string().refine(isWeb, "is not absolute");
const At = z.string().refine((text) => isDate(text, rfc3339), "is no RFC 3339 date");
const Author = z
  .strictObject({ name: z.string().optional(), url: Web.optional(), avatar: Web.optional() })
  .refine(({ name, url, avatar }) => (name ?? url ?? avatar) !== undefined, "is nobody");

/** The schema of JSON Feed 1.1 (jsonfeed.org/version/1.1); strict, so that no name is misspelt. */
const JsonFeed = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string().min(1),
  home_page_url: Web,
  feed_url: Web,
  description: z.string().optional(),
  icon: Web.optional(),
  favicon: Web.optional(),
  language: z.string().optional(),
  authors: z.array(Author).optional(),
  items: z.array(
    z
      .strictObject({
        id: z.string().min(1),
        url: Web,
        title: z.string().optional(),
        content_html: z.string().optional(),
        content_text: z.string().optional(),
        summary: z.string().optional(),
        image: Web.optional(),
        date_published: At,
        date_modified: At,
        authors: z.array(Author).min(1),
        tags: z.array(z.string()).optional(),
      })
      .refine(({ content_html, content_text }) => (content_html ?? content_text) !== undefined),
  ),
});

/** The rules of JSON Feed 1.1. */
export function jsonFeedProblems(text: string): string[] {
  const { data, error } = JsonFeed.safeParse(JSON.parse(text));
  if (!data) return error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  const found = new Findings();
  const ids = new Set(data.items.map(({ id }) => id));
  found.expect(ids.size === data.items.length, "two items have one id");
  for (const { title, content_html: html = "" } of data.items) {
    const relative = relativeIn(html);
    found.expect(relative.length === 0, `relative in ${title}: ${relative.join()}`);
  }
  return found.all;
}
