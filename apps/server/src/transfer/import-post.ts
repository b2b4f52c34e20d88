import { checkIncoming, findAuthor, placePost } from "@quoin/api";
import { type MediaId, PostId } from "@quoin/model";

import { FileRefused } from "./front-matter.ts";
import { type Found, filesIn } from "./import-files.ts";
import type { ImportMedia } from "./import-media.ts";
import { type Import, type Line, reasonOf } from "./import-run.ts";
import { companions } from "./post-file.ts";
import { readForeignPost } from "./read-foreign-post.ts";
import { ownWords, type ReadPost, type ReadWords, readOwnPost } from "./read-post.ts";

/** Reads one file, with those beside it that belong to it. Says what became of it, and never throws for it. */
export async function importPost(
  work: Import,
  media: ImportMedia,
  path: string,
  placed: Map<string, string>,
): Promise<Line> {
  const notes: string[] = [];
  try {
    return { file: path, notes, ...(await place(work, media, { path, placed, notes })) };
  } catch (error) {
    return { file: path, notes, outcome: "skipped", why: reasonOf(error) };
  }
}

interface Reading {
  path: string;
  /** Posts of this run and the files they came from. */
  placed: Map<string, string>;
  notes: string[];
}

async function place(
  work: Import,
  media: ImportMedia,
  { path, placed, notes }: Reading,
): Promise<Omit<Line, "file">> {
  const { services, options, person } = work;
  const read = await readFile(work, path);
  notes.push(...read.main.notes);
  const { live, draft, scheduled } = textsOf(read);
  const named = read.main.author;
  const found = named === null ? undefined : await findAuthor(services, named);
  if (named !== null && !found)
    notes.push(`nobody here is ${named.slice(0, 60)}; it is ${person.name}'s now`);

  const files = await filesIn({ work, media, path, isOwn: read.isOwn, notes }, [
    live,
    draft,
    scheduled,
  ]);
  const { overwrite } = options;
  const common = { author: found ?? person, isAuthorStated: found !== undefined, overwrite };
  const attempt = async (idOf: (file: Found) => MediaId | Promise<MediaId>, dryRun: boolean) => {
    const ids = new Map<Found, MediaId>();
    for (const file of files.all) ids.set(file, await idOf(file));
    const text = (words: ReadWords | null) => words && files.put(words, ids);
    const post = checkIncoming({
      ...read.main.post,
      live: text(live),
      draft: files.put(draft, ids),
      scheduled: scheduled && {
        ...files.put(scheduled, ids),
        at: read.main.publishAt ?? "",
        slug: read.main.publishSlug,
      },
    });
    return placePost(services, { ...common, post, dryRun, without: work.without });
  };

  // First as it would be, so that no picture is taken in for a post that is not.
  const would = await attempt((file) => file.id ?? (crypto.randomUUID() as MediaId), true);
  const key = would.id ?? read.main.post.id ?? `new ${read.main.post.slug}`;
  const other = placed.get(key);
  if (other !== undefined) throw new FileRefused(`${other} of this folder has the same address`);
  const mayWrite = would.outcome === "made" || would.outcome === "updated";
  const done = mayWrite && !options.dryRun ? await attempt((file) => file.place(), false) : would;
  placed.set(done.id ?? key, path);
  for (const alias of done.lostAliases) notes.push(`/${alias} leads to another post here`);
  if (done.outcome !== "conflict") return { outcome: done.outcome };
  const differs = done.differs.join(", ");
  return {
    outcome: "conflict",
    why: `this site has other words or facts (${differs}); --overwrite replaces them`,
  };
}

interface ReadFiles {
  /** An export of Quoin wrote it. */
  isOwn: boolean;
  main: ReadPost;
  draft: ReadWords | null;
  scheduled: ReadWords | null;
}

async function readFile({ source, services, reader }: Import, path: string): Promise<ReadFiles> {
  const text = await source.text(path);
  const { facts, body } = await reader.file(text ?? "");
  if (facts === null) throw new FileRefused("it has no front matter");
  if (!PostId.safeParse(facts.id).success) {
    return {
      isOwn: false,
      main: readForeignPost(path, facts, body, services.now()),
      draft: null,
      scheduled: null,
    };
  }
  const beside = async (ending: string): Promise<ReadWords | null> => {
    const other = await source.text(path.replace(/\.md$/i, ending));
    if (other === null) return null;
    const split = await reader.file(other);
    return ownWords(split.facts ?? {}, split.body);
  };
  const main = readOwnPost(facts, body);
  return {
    isOwn: true,
    main,
    draft: await beside(companions.draft),
    scheduled: await beside(companions.scheduled),
  };
}

/** The up to three texts of a post: what is public, the working copy, and what goes live by itself. */
function textsOf({ main, draft: changes, scheduled }: ReadFiles) {
  const draft = changes ?? main.words;
  return {
    live: main.isLive ? main.words : null,
    draft,
    scheduled: main.publishAt === null ? null : (scheduled ?? draft),
  };
}
