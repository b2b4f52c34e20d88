import {
  clearWelcome,
  findAuthor,
  findOwner,
  IncomingSite,
  IncomingTag,
  placeSite,
  placeTag,
  type Services,
} from "@quoin/api";
import type { Person } from "@quoin/model";
import type { z } from "zod";

import { exportFormat } from "./export-site.ts";
import { type Facts, FileRefused } from "./front-matter.ts";
import { openImportMedia } from "./import-media.ts";
import { importPost } from "./import-post.ts";
import {
  entriesOf,
  type Import,
  type Importing,
  type ImportOptions,
  type Line,
  type Outcome,
  readIndex,
} from "./import-run.ts";
import { isCompanion } from "./post-file.ts";
import { stringOf } from "./read-post.ts";
import { openSource } from "./source-folder.ts";
import type { Run } from "./teller.ts";

/**
 * Reads a folder of Markdown into the site: an export of Quoin, or files of another program. A
 * second run changes nothing. One bad file does not stop the others. True when all could be read.
 *
 * @throws FileRefused when the folder as a whole cannot be read
 */
export async function importSite(
  { services, reader }: Importing,
  folder: string,
  options: ImportOptions,
  run: Run,
): Promise<boolean> {
  const source = await openSource(folder);
  const site = await readIndex({ source, reader }, "site.yml");
  const isExport = site?.quoin !== undefined;
  if (isExport && stringOf(site?.quoin) !== String(exportFormat)) {
    throw new FileRefused(
      `${folder} is an export of format ${stringOf(site?.quoin)}; this version of Quoin reads format ${exportFormat}.`,
    );
  }
  const person = await whoGets(services, options);
  const counts = new Map<Outcome, number>();
  const report = ({ file, outcome, why, notes = [] }: Line) => {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (outcome === "same" && notes.length === 0) return;
    run.tell.line(`${outcome.padEnd(8)}  ${file}${why === undefined ? "" : `: ${why}`}`);
    for (const note of notes) run.tell.line(`          ${note}`);
  };
  const work: Import = { ...run, services, reader, source, options, person, report, without: null };

  if (isExport && site) {
    work.without = await clearWelcome(services, options);
    if (work.without) run.tell.line("The untouched welcome post makes room.");
    await importSiteFiles(work, site);
  }
  const media = await openImportMedia(work);
  if (isExport) await media.importLibrary();
  const paths = await source.markdown();
  const all = new Set(paths);
  const posts = paths.filter((path) => !isExport || !isCompanion(path, all));
  const placed = new Map<string, string>();
  for (const [index, path] of posts.entries()) {
    run.signal.throwIfAborted();
    report(await importPost(work, media, path, placed));
    run.tell.progress("Posts", index + 1, posts.length);
  }
  if (posts.length === 0) run.tell.line(`There is no Markdown in ${folder}.`);
  run.tell.line(summary(counts, options));
  return !counts.has("conflict") && !counts.has("skipped");
}

async function whoGets(services: Services, { author }: ImportOptions): Promise<Person> {
  const person =
    author === undefined ? await findOwner(services) : await findAuthor(services, author);
  if (person) return person;
  throw new FileRefused(
    author === undefined
      ? "This site has no owner yet, so what is imported would be nobody's. Start it, sign in as its owner, then import."
      : `Nobody here has the handle ${author}.`,
  );
}

async function importSiteFiles(work: Import, site: Facts): Promise<void> {
  const { services, options, report } = work;
  const own = { accent: null, privacy: null, terms: null, navigation: [], ...site };
  const facts = IncomingSite.safeParse(own);
  report(
    facts.success
      ? settled("site.yml", await placeSite(services, facts.data, options))
      : { file: "site.yml", outcome: "skipped", why: firstProblem(facts.error) },
  );
  const index = await readIndex(work, "tags.yml");
  for (const entry of entriesOf(index?.tags)) {
    const tag = IncomingTag.safeParse({ description: "", ...(entry as object) });
    if (!tag.success) {
      report({ file: "tags.yml", outcome: "skipped", why: firstProblem(tag.error) });
      continue;
    }
    const outcome = await placeTag(services, tag.data, options);
    if (outcome === "conflict") report(settled(`tags.yml (${tag.data.slug})`, outcome));
  }
}

const settled = (file: string, outcome: "updated" | "same" | "conflict"): Line =>
  outcome === "conflict"
    ? { file, outcome, why: "this site says something else; --overwrite replaces it" }
    : { file, outcome };

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join(".") ?? ""} ${issue?.message ?? "is not as it should be"}`.trim();
}

function summary(counts: ReadonlyMap<Outcome, number>, { dryRun }: ImportOptions): string {
  const order: Outcome[] = ["made", "updated", "same", "conflict", "skipped"];
  const said = order.map((outcome) => `${counts.get(outcome) ?? 0} ${outcome}`).join(", ");
  return dryRun ? `${said}. Nothing was changed: this was a dry run.` : `${said}.`;
}
