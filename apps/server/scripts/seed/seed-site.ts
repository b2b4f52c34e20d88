import {
  createDraft,
  listDrafts,
  publishPost,
  readCast,
  readSettings,
  saveDraft,
  type Services,
  storeForm,
  updateSite,
  updatePost,
} from "@quoin/api";
import type { MediaId, Person } from "@quoin/model";

import { type Article, readArticles } from "./articles.ts";
import { drawPicture } from "./pictures/catalogue.ts";

/** The day the seeded site opened: its welcome post is the oldest. */
export const openingDay = "2024-11-18T09:00:00.000Z";

/** A day within the life of the drafts that nobody has published yet. */
const draftDay = "2026-11-20T16:20:00.000Z";

/**
 * Writes the seed's posts and pictures as their authors would. Needs the cast and an open site.
 * A post whose title is there already is left alone, so running it twice changes nothing.
 */
export async function seedSite(services: Services): Promise<{ made: number; kept: number }> {
  const people = await readCast(services);
  const titles = await titlesOf(services, personIn(people, "ada"));
  const media = new Map<string, Promise<MediaId>>();
  let made = 0;
  let kept = 0;
  for (const article of await readArticles()) {
    if (titles.has(article.title)) kept += 1;
    else {
      const author = personIn(people, article.author);
      await write(services, author, article, (name) => {
        const id = media.get(name) ?? upload(services, author, name);
        media.set(name, id);
        return id;
      });
      made += 1;
    }
  }
  await showTheWay(services, personIn(people, "ada"));
  return { made, kept };
}

/** Puts the page about the site into its navigation, if nobody has put anything there. */
async function showTheWay(services: Services, owner: Person): Promise<void> {
  const { version, navigation } = await readSettings(services, owner);
  if (navigation.length > 0) return;
  const about = { label: "About", href: "/about" };
  await updateSite(services, owner, { version, navigation: [about] });
}

function personIn(people: Map<string, Person>, handle: string): Person {
  const person = people.get(handle);
  if (!person) throw new Error(`${handle} of the cast has no account here.`);
  return person;
}

/** Titles of everything there is, the trash included. */
async function titlesOf(services: Services, editor: Person): Promise<Set<string>> {
  const titles = new Set<string>();
  for (const state of ["all", "trashed"] as const) {
    let cursor: string | undefined;
    do {
      const query = { whose: "all", state, limit: 100, cursor } as const;
      const page = await listDrafts(services, editor, query);
      for (const { title } of page.items) titles.add(title);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  return titles;
}

type Find = (picture: string) => Promise<MediaId>;

async function write(
  services: Services,
  author: Person,
  article: Article,
  find: Find,
): Promise<void> {
  const { title, slug, kind, excerpt, tags } = article;
  const { published, goesLiveInDays, featured, afterwards } = article;
  const then = { ...services, now: () => published ?? draftDay };
  const cover = article.cover === undefined ? null : await find(article.cover);
  const body = await withMedia(article.body, find);
  const words = { kind, title, slug, excerpt, tags, cover, body };
  const draft = await createDraft(then, author, words);
  if (goesLiveInDays !== undefined) {
    await publishPost(services, author, { ...draft, at: morningIn(goesLiveInDays, services) });
  }
  if (published === undefined) return;
  await publishPost(then, author, draft);
  if (featured) await updatePost(then, author, { id: draft.id, featured });
  if (afterwards === undefined) return;
  const later = { ...services, now: () => draftDay };
  await saveDraft(later, author, { ...draft, body: `${body}\n${afterwards}` });
}

/** Nine o'clock of a day to come. */
function morningIn(days: number, { now }: Pick<Services, "now">): string {
  const day = new Date(Date.parse(now()) + days * 86_400_000);
  return `${day.toISOString().slice(0, 10)}T09:00:00.000Z`;
}

/** Pictures are written `picture:name` in the files, and `/media/{id}` in the posts. */
async function withMedia(body: string, find: Find): Promise<string> {
  const names = new Set(
    Array.from(body.matchAll(/\]\(picture:([\w-]+)/g), ([, name = ""]) => name),
  );
  let text = body;
  for (const name of names) {
    text = text.replaceAll(
      new RegExp(`\\]\\(picture:${name}(?=[ )])`, "g"),
      `](/media/${await find(name)}`,
    );
  }
  return text;
}

async function upload(services: Services, author: Person, name: string): Promise<MediaId> {
  const bytes = await drawPicture(name);
  const file = { name: `${name}.png`, type: "image/png", body: chunks(bytes) };
  const { id } = await storeForm(services, author, file, AbortSignal.timeout(60_000));
  return id;
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
