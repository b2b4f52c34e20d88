import { basename, extname } from "node:path";

// Windows keeps these for devices, whatever their ending ("Naming Files, Paths, and Namespaces").
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;
/** Of a name without its ending; file systems take 255 bytes of a whole name. */
const maxBytes = 180;

/** Letters, digits, marks, dots, underscores and hyphens: what needs no escape in Markdown. */
export const nameCharacters = String.raw`\p{L}\p{N}\p{M}._\-`;

/** Names for the files of one folder, which no system takes for each other or for a device. */
export function openNames() {
  const taken = new Set<string>();

  function take(name: string): boolean {
    const key = foldCase(name);
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  }

  return {
    /** `base` and its ending; where that is taken or cannot be, with the end of `id` in it. */
    name(base: string, ending: string, id: string): string {
      const short = cut(base);
      const plain = devices.test(short) ? `${short}_` : short;
      if (short === base && take(plain + ending)) return plain + ending;
      for (let tail = 12; tail <= id.length; tail += 4) {
        const other = `${plain}_${id.slice(-tail)}${ending}`;
        if (take(other)) return other;
      }
      throw new Error(`two things have the id ${id}`);
    },
  };
}

/** What a file is called without its ending, in characters that every system takes. */
export function fileBase(name: string): string {
  const stem = basename(name, extname(name)).slice(0, 1000).normalize("NFC").toWellFormed();
  const plain = stem
    .replace(new RegExp(`[^${nameCharacters}]+`, "gu"), "-")
    .replace(/^[._-]+|[._-]+$/g, "");
  return plain === "" ? "file" : plain;
}

/** One key for all names a file system may take for the same. */
export const foldCase = (name: string): string =>
  name.normalize("NFKC").toUpperCase().toLowerCase();

function cut(base: string): string {
  const bytes = Buffer.from(base);
  if (bytes.length <= maxBytes) return base;
  // A character cut in two decodes as U+FFFD, which goes.
  return bytes
    .subarray(0, maxBytes)
    .toString()
    .replace(/\uFFFD+$/, "");
}
