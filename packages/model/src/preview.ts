import type { z } from "zod";

import { DraftText } from "./draft.ts";
import { PostView } from "./post.ts";

/** What to look at as readers would: absent fields are empty. */
export const PreviewDraft = DraftText.pick({ body: true }).extend({
  excerpt: DraftText.shape.excerpt.default(""),
  cover: DraftText.shape.cover.default(null),
  tags: DraftText.shape.tags.default([]),
});
export type PreviewDraft = z.infer<typeof PreviewDraft>;

/** What publishing would make of it. */
export const Preview = PostView.pick({
  html: true,
  headings: true,
  readingSeconds: true,
  excerpt: true,
  standfirst: true,
  tags: true,
  cover: true,
});
export type Preview = z.infer<typeof Preview>;
