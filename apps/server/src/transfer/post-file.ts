import type { PortablePost } from "@quoin/api";
import { isSameText, type MediaId, postFields, type PostText, slugOf } from "@quoin/model";

import { joinFile } from "./front-matter.ts";
import { textLeaving } from "./media-paths.ts";

/** The folders that hold posts: what is public, what is not, and what was thrown away. */
export const postFolders = ["posts", "pages", "drafts", "trash"] as const;

/** Files beside a post that hold its other texts: changes readers do not see, or do not see yet. */
export const companions = { draft: ".draft.md", scheduled: ".scheduled.md" } as const;

/** True for a file that only says more of the post beside it. */
export const isCompanion = (path: string, paths: ReadonlySet<string>): boolean =>
  Object.values(companions).some(
    (ending) => path.endsWith(ending) && paths.has(`${path.slice(0, -ending.length)}.md`),
  );

/** In which folder a post is found. */
export function folderOf({ trashedAt, live, kind }: PortablePost): (typeof postFolders)[number] {
  if (trashedAt !== null) return "trash";
  if (live === null) return "drafts";
  return kind === "page" ? "pages" : "posts";
}

/** What its file is called, without an ending. */
export const baseOf = ({ slug, draft }: PortablePost): string =>
  slug ?? draft.slug ?? (slugOf(draft.title) || "untitled");

/** The files of a post by their endings: one, or one more for each text that differs. */
export function filesOf(
  post: PortablePost,
  nameOf: (id: MediaId) => string | undefined,
): { ending: string; text: string }[] {
  const { live, draft, scheduled } = post;
  // Every field but the body; what is empty is not said. Titles and tags have always come first.
  const words = (text: PostText) => ({
    title: text.title,
    tags: undefined,
    ...Object.fromEntries(
      postFields
        .filter((field) => field !== "body" && field !== "title")
        .map((field) => [field, isEmpty(text[field]) ? undefined : text[field]]),
    ),
    cover: text.cover === null ? undefined : `../media/${nameOf(text.cover) ?? text.cover}`,
  });
  const file = (ending: string, facts: object, { body }: PostText) => ({
    ending,
    text: joinFile(facts, textLeaving(body, nameOf)),
  });

  const main = live ?? draft;
  const { title, ...rest } = words(main);
  const files = [file(".md", { id: post.id, title, ...factsOf(post), ...rest }, main)];
  if (live && !isSameText(live, draft)) {
    files.push(file(companions.draft, { ...words(draft), updatedAt: draft.at }, draft));
  }
  if (scheduled && !isSameText(scheduled, draft)) {
    files.push(file(companions.scheduled, words(scheduled), scheduled));
  }
  return files;
}

const isEmpty = (value: string | readonly string[] | null): boolean =>
  value === null || value.length === 0;

/** What is said of a post besides its words, in the order it is written. */
function factsOf(post: PortablePost) {
  const { slug, draft } = post;
  const wantsOther = slug !== null && draft.slug !== null && draft.slug !== slug;
  return {
    slug: slug ?? draft.slug ?? undefined,
    nextSlug: wantsOther ? draft.slug : undefined,
    kind: post.kind,
    state: post.live ? "live" : "draft",
    author: post.author,
    publishedAt: post.publishedAt ?? undefined,
    updatedAt: (post.live ?? draft).at,
    publishAt: post.scheduled?.at,
    // Said where it is not the address the draft asks for.
    publishSlug: post.scheduled?.slug === (draft.slug ?? slug) ? undefined : post.scheduled?.slug,
    trashedAt: post.trashedAt ?? undefined,
    featured: post.featured || undefined,
    canonical: post.canonicalUrl ?? undefined,
    aliases: post.aliases.length > 0 ? post.aliases.map((alias) => `/${alias}`) : undefined,
  };
}
