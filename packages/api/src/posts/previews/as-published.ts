import { type Preview, type PreviewDraft, emptyText } from "@quoin/model";
import type { SQL } from "drizzle-orm";

import { picturesOf } from "../../media/index.ts";
import type { Needs } from "../../services.ts";
import { derive } from "../publishing/derive.ts";
import { excerptOf } from "../reading/item.ts";
import { tagsAhead } from "../tags/post-tags.ts";

/**
 * A text as readers would get it if it were published now, with the pictures that `among` lets
 * through (`picturesOf`). Keeps nothing. Slow, as `derive` is.
 */
export async function asPublished(
  needs: Needs<"db" | "site">,
  text: PreviewDraft,
  among: SQL | undefined,
): Promise<Preview> {
  const { body, excerpt, cover, tags } = { ...emptyText, ...text };
  const [{ html, plainText, headings, readingSeconds }, ahead, covers] = await Promise.all([
    derive(needs, body, among),
    tagsAhead(needs.db, tags),
    picturesOf(needs, cover === null ? [] : [cover], among),
  ]);
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
