import { type Preview, type PreviewDraft, emptyText } from "@quoin/model";
import type { SQL } from "drizzle-orm";

import { picturesOf } from "../../media/index.ts";
import type { Needs } from "../../services.ts";
import { derive } from "../publishing/derive.ts";
import { excerptOf } from "../reading/item.ts";
import { tagsAhead } from "../tags/post-tags.ts";

/**
 * A text as readers would get it if it were published now, with the pictures that `among` lets
 * through (`picturesOf`). Keeps nothing. In turn, as `derive` is.
 */
export async function asPublished(
  needs: Needs<"db" | "site" | "renderer">,
  text: PreviewDraft,
  { of, among }: { of: string; among: SQL | undefined },
): Promise<Preview> {
  const { body, excerpt, cover, tags } = { ...emptyText, ...text };
  const [{ derived }, ahead, covers] = await Promise.all([
    derive(needs, { body, of, among }),
    tagsAhead(needs.db, tags),
    picturesOf(needs, cover === null ? [] : [cover], among),
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
