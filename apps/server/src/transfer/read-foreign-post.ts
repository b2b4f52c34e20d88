import { basename, dirname, extname } from "node:path/posix";

import { cutAt, emptyText, isReservedSlug, Slug, slugOf, textLimits, textOf } from "@quoin/model";

import { type Facts, FileRefused, type Value } from "./front-matter.ts";
import { firstOf, momentOf, plainOf, type ReadPost, stringOf } from "./read-post.ts";

const dateNames = ["date", "publishedAt", "pubDate", "publishDate", "published_at", "created"];
const updatedNames = [
  "updatedAt",
  "lastmod",
  "updated",
  "updatedDate",
  "last_modified_at",
  "modified",
];
const excerptNames = ["excerpt", "description", "summary"];
const coverNames = [
  "cover",
  "image",
  "featured_image",
  "featuredImage",
  "heroImage",
  "banner",
  "thumbnail",
];

/**
 * A post of another program: Jekyll, Hugo, Astro, Eleventy and their like. What it does not say is
 * not stated; it is public unless it says that it is a draft. @throws FileRefused
 */
export function readForeignPost(path: string, facts: Facts, body: string, now: string): ReadPost {
  const notes: string[] = [];
  const folders = dirname(path).split("/");
  const { stem, day } = namedBy(path);
  const title = stringOf(facts.title);
  if (title === "") throw new FileRefused("it has no title");
  const slug = slugFor(facts, stem, title);
  const date = momentOf(firstOf(facts, dateNames), "date") ?? day;
  const isDraft = saysDraft(facts) || folders.some((name) => /^_?drafts$/.test(name));
  const isLater = !isDraft && date !== undefined && date > now;
  const isPage =
    [facts.kind, facts.type, facts.layout].some((value) => stringOf(value) === "page") ||
    folders.some((name) => /^_?pages$/.test(name));
  const updated = momentOf(firstOf(facts, updatedNames), "updatedAt");

  return {
    post: {
      kind: isPage ? "page" : "post",
      slug,
      aliases: aliasesOf(facts, slug, notes),
      ...(date !== undefined && !isDraft && !isLater && { publishedAt: date }),
      trashedAt: null,
      ...(facts.featured !== undefined && { featured: stringOf(facts.featured) === "true" }),
      ...canonicalOf(facts),
    },
    isLive: !isDraft && !isLater,
    publishAt: isLater ? date : null,
    publishSlug: null,
    words: {
      ...textOf(emptyText),
      title,
      excerpt: stringOf(firstOf(facts, excerptNames)),
      tags: tagsOf(facts, notes),
      body,
      cover:
        plainOf(firstOf(facts, coverNames), ["image", "src", "path", "url", "filename"]) || null,
      at: updated,
    },
    author: plainOf(firstOf(facts, ["author", "authors"]), ["handle", "name", "id"]) || null,
    notes,
  };
}

/** `2020-01-02-on-quoins.md` names a day and a post; `on-quoins/index.md` is named by its folder. */
function namedBy(path: string): { stem: string; day: string | undefined } {
  const name = basename(path, extname(path));
  const own = /^_?index$/i.test(name) ? basename(dirname(path)) : name;
  const [, date, rest] = /^(\d{4}-\d{2}-\d{2})[-_](.+)$/.exec(own) ?? [];
  return rest === undefined
    ? { stem: own, day: undefined }
    : { stem: rest, day: momentOf(date, "date in its name") };
}

function slugFor(facts: Facts, stem: string, title: string): string {
  const asked = stringOf(facts.slug) || lastPart(plainOf(firstOf(facts, ["permalink", "url"]), []));
  const slug = [asked, stem, title].map(slugOf).find((one) => one !== "");
  if (slug === undefined) throw new FileRefused("neither its name nor its title makes an address");
  if (isReservedSlug(slug))
    throw new FileRefused(`Quoin needs the address /${slug} itself; give it a slug`);
  return slug;
}

/** `/2020/01/title/` or `title.html`; nothing for a pattern such as `/:year/:title/`. */
const lastPart = (address: string): string =>
  address.includes(":")
    ? ""
    : (address.split("/").findLast((part) => part !== "") ?? "").replace(/\.html?$/, "");

const saysDraft = (facts: Facts): boolean =>
  stringOf(facts.draft) === "true" ||
  stringOf(facts.published) === "false" ||
  stringOf(facts.state) === "draft" ||
  stringOf(facts.status) === "draft";

function aliasesOf(facts: Facts, slug: string, notes: string[]): string[] {
  const given = [facts.aliases, facts.redirect_from].flatMap((value) => listed(value, /\s+/));
  const kept = new Set<string>();
  for (const address of given) {
    const path = address.replace(/^https?:\/\/[^/]+/, "").replace(/^\/|\/$|\.html?$/g, "");
    if (Slug.safeParse(path).success && !isReservedSlug(path)) kept.add(path);
    else
      notes.push(
        `the former address ${address.slice(0, 80)} cannot lead here: addresses have one part`,
      );
  }
  kept.delete(slug);
  return [...kept];
}

function tagsOf(facts: Facts, notes: string[]): string[] {
  const given = [facts.tags, facts.tag, facts.categories, facts.category].flatMap((value) =>
    listed(value, stringOf(value).includes(",") ? "," : /\s+/),
  );
  const tags = [
    ...new Map(given.map((tag) => [slugOf(tag), cutAt(tag, textLimits.tag).trim()])).values(),
  ];
  if (tags.length > 20) notes.push(`only the first 20 of its ${tags.length} tags were read`);
  return tags.slice(0, 20);
}

/** The texts of a list; one text is a list with something between its entries. */
function listed(value: Value | undefined, between: RegExp | string): string[] {
  const texts = Array.isArray(value) ? value.map(stringOf) : stringOf(value).split(between);
  return texts.map((text) => text.trim()).filter((text) => text !== "");
}

function canonicalOf(facts: Facts): { canonicalUrl?: string } {
  const url = stringOf(
    firstOf(facts, ["canonical", "canonicalUrl", "canonical_url", "canonicalURL"]),
  );
  return /^https?:\/\//.test(url) && URL.canParse(url) ? { canonicalUrl: url } : {};
}
