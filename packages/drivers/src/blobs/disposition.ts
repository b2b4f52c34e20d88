/** RFC 6266: a file offered under its own name, whatever letters it has. */
export const attachment = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeByte)}`;

const escapeByte = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

/** The name back out of a header `attachment` made. */
export function nameIn(disposition: string | undefined): string | undefined {
  const name = disposition?.split("filename*=UTF-8''")[1];
  return name === undefined ? undefined : decodeURIComponent(name);
}
