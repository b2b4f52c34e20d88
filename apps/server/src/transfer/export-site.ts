import {
  countMedia,
  countPosts,
  openMedia,
  type PortablePost,
  type Services,
  takeAuthors,
  takeMedia,
  takePosts,
  takeSite,
  takeTags,
} from "@quoin/api";
import { BlobMissing } from "@quoin/drivers";
import { type MediaId, uploadTypes } from "@quoin/model";

import { type ExportFolder, openExportFolder } from "./export-folder.ts";
import { fileBase, openNames } from "./file-names.ts";
import { writeYaml, writeYamlList } from "./front-matter.ts";
import { baseOf, filesOf, folderOf, postFolders } from "./post-file.ts";
import { counted, type Run } from "./teller.ts";

/** Of what `site.yml` says it is. Raise it when an older import would read it wrongly. */
export const exportFormat = 1;

type Needs = Pick<Services, "db" | "blobs">;

/**
 * Writes everything a site publishes, and is about to, as files (docs/leaving.md). The same site
 * gives the same bytes. True when everything is there.
 *
 * @throws FileRefused when the folder holds anything else
 */
export async function exportSite(needs: Needs, folder: string, run: Run): Promise<boolean> {
  const target = await openExportFolder(folder);
  const { names, missing } = await writeMedia(needs, target, run);
  const { written, redirects } = await writePosts(needs, target, names, run);
  await writeSite(needs, target, redirects);
  const { removed } = await target.finish();

  const files = counted(names.size, "file");
  run.tell.line(`${written} and ${files} of the library are in ${folder}.`);
  if (removed > 0) run.tell.line(`${counted(removed, "file")} of the export before this one went.`);
  for (const [name, isKept] of missing) {
    const earlier = isKept ? " The file of an earlier export is still in its place." : "";
    run.tell.line(
      `media/${name} is missing: the site's storage does not hold its bytes.${earlier}`,
    );
  }
  return missing.size === 0;
}

async function writeMedia(needs: Needs, target: ExportFolder, { tell, signal }: Run) {
  const total = await countMedia(needs);
  const taken = openNames();
  const names = new Map<MediaId, string>();
  const missing = new Map<string, boolean>();
  const entries: object[] = [];
  for await (const file of takeMedia(needs)) {
    signal.throwIfAborted();
    const opened = await openMedia(needs, file).catch((error: unknown) => {
      if (error instanceof BlobMissing) return null;
      throw error;
    });
    const name = taken.name(fileBase(file.name), endingOf(opened?.type ?? file.type), file.id);
    names.set(file.id, name);
    entries.push({
      file: name,
      id: file.id,
      name: file.name === name ? undefined : file.name,
      alt: file.alt || undefined,
    });
    if (opened) await target.write(`media/${name}`, opened.body);
    else missing.set(name, await target.keep(`media/${name}`)); // perhaps the last copy there is
    tell.progress("Files", names.size, total);
  }
  await target.write("media.yml", await writeYamlList("media", entries));
  return { names, missing };
}

const endingOf = (type: string): string =>
  type in uploadTypes ? `.${uploadTypes[type as keyof typeof uploadTypes].ext}` : ""; // just looked

async function writePosts(
  needs: Needs,
  target: ExportFolder,
  names: ReadonlyMap<MediaId, string>,
  { tell, signal }: Run,
) {
  const total = await countPosts(needs);
  const taken = new Map(postFolders.map((folder) => [folder, openNames()]));
  const counts = new Map<string, number>();
  const redirects: string[] = [];
  let done = 0;
  for await (const post of takePosts(needs)) {
    signal.throwIfAborted();
    const folder = folderOf(post);
    const base = taken.get(folder)?.name(baseOf(post), "", post.id) ?? post.id;
    for (const { ending, text } of filesOf(post, (id) => names.get(id))) {
      await target.write(`${folder}/${base}${ending}`, text);
    }
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
    redirects.push(...redirectsOf(post));
    done += 1;
    tell.progress("Posts", done, total);
  }
  const count = (folder: string) => counts.get(folder) ?? 0;
  const written = [
    counted(count("posts"), "post"),
    counted(count("pages"), "page"),
    counted(count("drafts"), "draft"),
    `${count("trash")} from the trash`,
  ].join(", ");
  return { written, redirects };
}

/** As Netlify, Cloudflare Pages and others read them. */
const redirectsOf = ({ live, trashedAt, slug, aliases }: PortablePost): string[] =>
  live && trashedAt === null ? aliases.map((alias) => `/${alias} /${slug} 301\n`) : [];

async function writeSite(needs: Needs, target: ExportFolder, redirects: string[]): Promise<void> {
  const { accent, privacy, terms, ...site } = await takeSite(needs);
  const own = {
    accent: accent ?? undefined,
    privacy: privacy ?? undefined,
    terms: terms ?? undefined,
  };
  await target.write("site.yml", writeYaml({ quoin: exportFormat, ...site, ...own }));
  const people: object[] = [];
  for await (const person of takeAuthors(needs)) people.push(person);
  await target.write("people.yml", await writeYamlList("people", people));
  const tags: object[] = [];
  for await (const tag of takeTags(needs)) {
    tags.push({ slug: tag.slug, name: tag.name, description: tag.description || undefined });
  }
  await target.write("tags.yml", await writeYamlList("tags", tags));
  await target.write("_redirects", redirects.toSorted().join(""));
}
