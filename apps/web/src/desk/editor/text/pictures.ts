// ![alt](/media/{id} "caption"); brackets in the alt are escaped.
const pattern =
  /!\[((?:\\.|[^\]\\])*)\]\((\/media\/[0-9a-f-]{36})(?:\s+"((?:\\.|[^"\\])*)")?[^)]*\)/g;

export interface WrittenPicture {
  /** Empty when nobody has said anything; blank when there is nothing to say. */
  alt: string;
  url: string;
  caption: string;
  /** Where the alt text stands, as written. */
  from: number;
  to: number;
}

/** The site's own pictures in a piece of Markdown. */
export function picturesIn(markdown: string): WrittenPicture[] {
  return [...markdown.matchAll(pattern)].map(({ index, 1: alt = "", 2: url = "", 3: title }) => ({
    alt: unescape(alt),
    url,
    caption: unescape(title ?? ""),
    from: index + 2,
    to: index + 2 + alt.length,
  }));
}

/**
 * A picture that says nothing on purpose has a blank where its words would be: `![ ](…)`. Without
 * even that it is one that nobody has described yet.
 */
export const decorative = " ";
export const isDecorative = (alt: string): boolean => alt !== "" && alt.trim() === "";

/** An alt text as it is written between brackets. */
export const escapeAlt = (alt: string): string =>
  alt.replaceAll(/\s+/g, " ").replaceAll(/[[\]\\]/g, "\\$&");

const unescape = (written: string) => written.replaceAll(/\\([[\]"\\])/g, "$1");
