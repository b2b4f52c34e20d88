import { dirname, join, normalize } from "node:path/posix";

import type { MediaId } from "@quoin/model";

import type { Found, ImportMedia } from "./import-media.ts";
import { type Import, reasonOf } from "./import-run.ts";
import { mediaMentions } from "./media-paths.ts";
import type { ReadWords } from "./read-post.ts";
import { findReferences, pathOf } from "./references.ts";
import { outside } from "./source-folder.ts";

export type { Found } from "./import-media.ts";

interface Where {
  work: Import;
  media: ImportMedia;
  /** Of the file with the texts. */
  path: string;
  /** An export of Quoin wrote it: paths are exactly as `textLeaving` makes them. */
  isOwn: boolean;
  notes: string[];
}

/** A part of a text that is to become something else: the path of a file, or a given text. */
interface Spot {
  start: number;
  end: number;
  path?: string;
  literal?: string;
}

/** The local files that some texts show or offer, and how to put their ids into the texts. */
export async function filesIn(where: Where, texts: (ReadWords | null)[]) {
  const byPath = new Map<string, Found | null>();
  const note = (text: string) => where.notes.includes(text) || where.notes.push(text);

  async function find(wanted: string): Promise<void> {
    if (byPath.has(wanted)) return;
    try {
      const found = await lookFor(where, wanted);
      byPath.set(wanted, typeof found === "string" ? null : found);
      if (typeof found === "string") note(`${wanted.slice(0, 120)}: ${found}`);
    } catch (error) {
      note(`${wanted.slice(0, 120)}: ${reasonOf(error)}`);
      byPath.set(wanted, null);
    }
  }

  const read = new Map<ReadWords, { spots: Spot[]; cover: string | null }>();
  for (const words of texts) {
    if (words === null || read.has(words)) continue;
    const spots = where.isOwn ? ownSpots(words.body) : findReferences(words.body);
    for (const { path } of spots) if (path !== undefined) await find(path);
    const cover = words.cover === null ? null : pathOf(words.cover);
    if (cover !== null) await find(cover);
    else if (words.cover !== null) note("its cover is no picture of this folder");
    read.set(words, { spots, cover });
  }

  return {
    all: new Set([...byPath.values()].filter((file) => file !== null)),

    /** A text with ids for paths. Paths of files that are not there stay as they are. */
    put(words: ReadWords, ids: ReadonlyMap<Found, MediaId>) {
      const { spots, cover } = read.get(words) ?? { spots: [], cover: null };
      const idOf = (path: string | null | undefined): MediaId | null => {
        const file = byPath.get(path ?? "");
        return (file && ids.get(file)) ?? null;
      };
      let body = "";
      let at = 0;
      for (const { start, end, path, literal } of spots) {
        const id = idOf(path);
        const there = words.body.slice(start, end);
        body += words.body.slice(at, start) + (literal ?? (id === null ? there : `/media/${id}`));
        at = end;
      }
      body += words.body.slice(at);
      return { ...words, cover: idOf(cover), body };
    },
  };
}

const ownSpots = (body: string): Spot[] =>
  mediaMentions(body).map(({ name, ...spot }) =>
    name ? { ...spot, path: `../media/${name}` } : spot,
  );

/** The file a path means; in words why there is none. @throws FileRefused, QuoinError */
async function lookFor(
  { work, media, path, isOwn }: Where,
  wanted: string,
): Promise<Found | string> {
  let leadsOut = false;
  if (isOwn) {
    const name = /^\.\.\/media\/([^/]+)$/.exec(wanted)?.[1];
    const found = name === undefined ? null : await media.named(name);
    return found ?? "there is no such file";
  }
  for (const place of placesOf(path, wanted)) {
    const real = await work.source.find(place);
    if (real === outside) leadsOut = true;
    else if (real !== null) return media.at(real);
  }
  return leadsOut ? "it leads out of the folder" : "there is no such file";
}

/** Where a file may be: beside the text, from the top, or where generators keep what they serve. */
function* placesOf(file: string, wanted: string): Generator<string> {
  if (!wanted.startsWith("/")) yield normalize(join(dirname(file), wanted));
  const path = wanted.replace(/^\/+/, "");
  for (const top of ["", "static", "public", "assets", "src"]) yield normalize(join(top, path));
}
