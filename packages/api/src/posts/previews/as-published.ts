import type { Preview, PreviewDraft } from "@quoin/model";

import { picturesOf } from "../../media/index.ts";
import type { Needs } from "../../services.ts";
import { derive } from "../publishing/snapshot.ts";
import { excerptOf } from "../reading/item.ts";
import { tagsAhead } from "../tags/post-tags.ts";

/** A text as readers would get it if it were published now. Keeps nothing. In turn, as `derive` is. */
export async function asPublished(
  needs: Needs<"db" | "site" | "renderer">,
  { body, excerpt, cover, tags }: PreviewDraft,
  of: string,
): Promise<Preview> {
  const [{ derived }, ahead, covers] = await Promise.all([
    derive(needs, { body, of }),
    tagsAhead(needs.db, tags),
    picturesOf(needs, cover === null ? [] : [cover]),
  ]);
  const { html, plainText, headings, readingSeconds } = derived;
  return {
    html,
    headings,
    readingSeconds,
    excerpt: excerptOf(excerpt, plainText),
    standfirst: excerpt,
    tags: ahead,
    cover: (cover && covers.get(cover)) ?? null,
  };
}
