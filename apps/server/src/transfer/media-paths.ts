import { type MediaId, uuidPattern as uuid } from "@quoin/model";

import { nameCharacters } from "./file-names.ts";

// Where an address may begin: at the start, behind white space, a bracket, a quote or an equals sign.
const start = String.raw`(?<![^\s(<"'=])`;
const climb = String.raw`\.\./((?:\./)*)media/`;

const leaving = new RegExp(`${start}(?:/media/(${uuid})(?![${nameCharacters}/])|${climb})`, "gu");
const arriving = new RegExp(`${start}${climb}([${nameCharacters}]*)`, "gu");

/**
 * A body as it leaves: `/media/{id}` becomes the path of the file beside it, `../media/photo.jpg`.
 * What already looked like such a path gets a `./` more, which leads to the same place and says
 * that it was the writer's own. `textComing` is the exact inverse.
 */
export const textLeaving = (body: string, nameOf: (id: MediaId) => string | undefined): string =>
  body.replace(leaving, (found, id: MediaId | undefined, dots: string | undefined) => {
    if (id === undefined) return `.././${dots ?? ""}media/`;
    const name = nameOf(id);
    return name === undefined ? found : `../media/${name}`;
  });

/** A path of a file in `media/`, where it stands in a text. */
export interface MediaMention {
  start: number;
  end: number;
  /** What it is to become, when it is not a file but was written by hand; otherwise the file. */
  literal?: string;
  name?: string;
}

/** What `textLeaving` made of a body. */
export function mediaMentions(text: string): MediaMention[] {
  return Array.from(text.matchAll(arriving), ({ 0: found, 1: dots = "", 2: name = "", index }) => {
    const place = { start: index, end: index + found.length };
    if (dots !== "") return { ...place, literal: `../${dots.slice(2)}media/${name}` };
    return { ...place, name };
  });
}
