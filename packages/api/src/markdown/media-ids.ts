import { type MediaId, uuidPattern as uuid } from "@quoin/model";

const whole = new RegExp(`^/media/(${uuid})$`, "i");
const anywhere = new RegExp(`/media/(${uuid})(?![0-9a-f/-])`, "gi");

const idOf = (match: string): MediaId => match.toLowerCase() as MediaId; // the pattern is the brand

/** The media behind `/media/{id}`; null for every other address. */
export function mediaIdOf(address: string): MediaId | null {
  const match = whole.exec(address)?.[1];
  return match === undefined ? null : idOf(match);
}

/**
 * Every media a text names, once each: pictures, links to files, and mentions inside code, which
 * cost nothing and keep what is written about from being removed.
 */
export function mediaIdsIn(body: string): MediaId[] {
  return [...new Set(Array.from(body.matchAll(anywhere), ([, id]) => idOf(id ?? "")))];
}
