import type { checkIncoming } from "@quoin/api";
import { emptyText, postFields, type PostText, readMoment } from "@quoin/model";

import { type Facts, FileRefused, isMapping, type Value } from "./front-matter.ts";

type Incoming = Parameters<typeof checkIncoming>[0];

/** A post as a file states it: pictures are still paths, and the author is a name. */
export interface ReadPost {
  post: Omit<Incoming, "live" | "draft" | "scheduled">;
  isLive: boolean;
  /** When it is to go live by itself. */
  publishAt: string | null;
  /** Where it goes live; null where that is the address it asks for. */
  publishSlug: string | null;
  words: ReadWords;
  author: string | null;
  notes: string[];
}

export interface ReadWords extends Omit<PostText, "cover"> {
  /** A path or an address. */
  cover: string | null;
  at: string | undefined;
}

export const stringOf = (value: Value | undefined): string =>
  typeof value === "string" ? value.trim() : "";

/** A text exactly as it is written. */
const exactly = (value: Value | undefined): string => (typeof value === "string" ? value : "");

const listOf = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.map(exactly) : [];

/** The words of a file that an export wrote, or of one beside it. Fields are called as they are. */
export const ownWords = (facts: Facts, body: string): ReadWords => ({
  // The cast: each field is read as what it is when it is empty.
  ...(Object.fromEntries(
    postFields.map((field) => [
      field,
      Array.isArray(emptyText[field]) ? listOf(facts[field]) : exactly(facts[field]),
    ]),
  ) as unknown as PostText),
  body,
  cover: stringOf(facts.cover) || null,
  at: momentOf(facts.updatedAt, "updatedAt"),
});

/** A file that an export wrote: everything it does not say is said to be empty. @throws FileRefused */
export function readOwnPost(facts: Facts, body: string): ReadPost {
  const state = stringOf(facts.state);
  const kind = stringOf(facts.kind) || "post";
  if (state !== "live" && state !== "draft") {
    throw new FileRefused(`its state is neither live nor draft but "${state}"`);
  }
  if (kind !== "post" && kind !== "page") {
    throw new FileRefused(`its kind is neither post nor page but "${kind}"`);
  }
  return {
    post: {
      id: stringOf(facts.id),
      kind,
      slug: stringOf(facts.slug) || null,
      nextSlug: stringOf(facts.nextSlug) || null,
      aliases: listOf(facts.aliases).map((alias) => alias.replace(/^\//, "")),
      publishedAt: momentOf(facts.publishedAt, "publishedAt"),
      trashedAt: momentOf(facts.trashedAt, "trashedAt") ?? null,
      featured: stringOf(facts.featured) === "true",
      canonicalUrl: stringOf(facts.canonical) || null,
    },
    isLive: state === "live",
    publishAt: momentOf(facts.publishAt, "publishAt") ?? null,
    publishSlug: stringOf(facts.publishSlug) || null,
    words: ownWords(facts, body),
    author: stringOf(facts.author) || null,
    notes: [],
  };
}

/**
 * A moment as generators write them: a day, a day and a time with or without its offset. Without
 * one it is meant in UTC. Undefined where nothing is said. @throws FileRefused
 */
export function momentOf(value: Value | undefined, name: string): string | undefined {
  const text = stringOf(value);
  if (text === "") return undefined;
  const written = readMoment(text);
  if (written !== null) return written;
  const pattern =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}:\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(Z|[+-]\d{2}:?\d{2}|UTC)?)?$/i;
  const [, day, time = "00:00", seconds = "00", zone = "Z"] = pattern.exec(text) ?? [];
  if (day !== undefined) {
    const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?/, "$1:") : "Z";
    const at = readMoment(`${day}T${time.padStart(5, "0")}:${seconds}${offset}`);
    if (at !== null) return at;
  }
  throw new FileRefused(`its ${name} is no date: "${text.slice(0, 40)}"`);
}

/** The first of several names that says something. */
export function firstOf(facts: Facts, names: readonly string[]): Value | undefined {
  for (const name of names) {
    const value = facts[name];
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** A text, or the first of a list, or what a mapping calls by one of these names. */
export function plainOf(value: Value | undefined, names: readonly string[]): string {
  if (Array.isArray(value)) return plainOf(value[0], names);
  if (isMapping(value)) return stringOf(firstOf(value, names));
  return stringOf(value);
}
