import { randomUUID } from "node:crypto";
import { basename } from "node:path";

import { checkMedia, describeMedia, findMedia, type IncomingMedia, placeMedia } from "@quoin/api";
import { MediaId } from "@quoin/model";

import { nameCharacters } from "./file-names.ts";
import { isMapping } from "./front-matter.ts";
import { entriesOf, type Import, readIndex, reasonOf } from "./import-run.ts";
import { stringOf } from "./read-post.ts";
import { outside } from "./source-folder.ts";

/** One file of the folder: the entry it has in the library, if any yet. */
export interface Found {
  id: MediaId | undefined;
  /** Takes it in, and gives its id. In a dry run and for one that is there that is all. */
  place: () => Promise<MediaId>;
}

export type ImportMedia = Awaited<ReturnType<typeof openImportMedia>>;

interface Entry {
  id?: MediaId | undefined;
  name: string;
  alt: string;
}

const safeName = new RegExp(`^(?!\\.)[${nameCharacters}]+$`, "u");

/** The pictures and files of a folder on their way into the library, each looked at once. */
export async function openImportMedia(work: Import) {
  const { services, source, options, signal } = work;
  const index = await readIndex(work, "media.yml");
  const known = new Map<string, Entry>();
  const bad: string[] = [];
  for (const entry of entriesOf(index?.media)) {
    const facts = isMapping(entry) ? entry : {};
    const file = stringOf(facts.file);
    const id = MediaId.safeParse(stringOf(facts.id));
    if (!safeName.test(file) || !id.success) bad.push(file);
    else
      known.set(file, {
        id: id.data,
        name: stringOf(facts.name) || file,
        alt: stringOf(facts.alt),
      });
  }
  const found = new Map<string, Promise<Found>>();

  /** A file by its real path. @throws FileRefused, QuoinError */
  function at(real: string, entry: Entry = { name: basename(real), alt: "" }): Promise<Found> {
    const looked = found.get(real) ?? look(real, entry);
    found.set(real, looked);
    return looked;
  }

  async function look(real: string, { id: wanted, name, alt }: Entry): Promise<Found> {
    const file: IncomingMedia = {
      ...(await source.media(real, basename(real))),
      id: wanted,
      name,
      alt,
    };
    const id = await findMedia(services, file);
    if (id !== undefined) {
      if (alt && !options.dryRun) await describeMedia(services, id, alt);
      return { id, place: async () => id };
    }
    checkMedia(services, file);
    let placed: Promise<MediaId> | undefined;
    const seen: Found = { id: undefined, place: () => (placed ??= place()) };
    async function place(): Promise<MediaId> {
      if (options.dryRun) return wanted ?? (randomUUID() as MediaId); // stands for one that is not made
      const made = await placeMedia(services, work.person, file, signal);
      seen.id = made;
      return made;
    }
    return seen;
  }

  return {
    at,

    /** The real path of a file in `media/` of an export, and what the export says of it. */
    async named(name: string): Promise<Found | null> {
      const real = await source.find(`media/${name}`);
      return real === null || real === outside ? null : at(real, known.get(name));
    },

    /** Takes in the whole library of an export, shown somewhere or not. */
    async importLibrary(): Promise<void> {
      for (const file of bad) {
        work.report({
          file: `media.yml (${file})`,
          outcome: "skipped",
          why: "no such file can be",
        });
      }
      let done = 0;
      for (const name of known.keys()) {
        signal.throwIfAborted();
        const file = `media/${name}`;
        try {
          const media = await this.named(name);
          if (media === null)
            work.report({ file, outcome: "skipped", why: "there is no such file" });
          else if (media.id === undefined) await media.place();
        } catch (error) {
          work.report({ file, outcome: "skipped", why: reasonOf(error) });
        }
        done += 1;
        work.tell.progress("Files", done, known.size);
      }
    },
  };
}
